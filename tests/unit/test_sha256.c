/* SPDX-License-Identifier: GPL-3.0-or-later
 * Against the examples of NIST's Cryptographic Standards (SHA256.pdf) and FIPS 180-2 appendix B. */
#include "base/sha256.h"

#include <string.h>

#include "support/check.h"

static void check_digest(const char *text, size_t length, const char *want) {
    char got[SHA256_HEX];
    sha256_hex(text, length, got);
    assert_string_equal(got, want);
}

static void published_digests_come_out(void **state) {
    (void)state;
    check_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    check_digest(two, strlen(two),
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_letters_a_digest_as_published(void **state) {
    (void)state;
    char *text = test_malloc(1000000);
    memset(text, 'a', 1000000);
    check_digest(text, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    test_free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_digests_come_out),
        cmocka_unit_test(a_million_letters_a_digest_as_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
