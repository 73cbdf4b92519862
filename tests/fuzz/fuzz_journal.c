/* SPDX-License-Identifier: GPL-3.0-or-later
 * A journal that anything has happened to: it is refused with a reason, or every whole record in it
 * is found as it was written, and what is found again as a replication never harms. The first byte
 * says what the others are: the file, what follows its head, the payload of a record whose checksum
 * is right, damage to good records, or the bytes of one replication. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sha256.h"
#include "model/model.h"
#include "scenario/read.h"
#include "study/journal.h"
#include "study/pool.h"
#include "study/unit_bytes.h"

enum { REPLICATIONS = 45, LONGEST = 60, FILE_AT_MOST = 1 << 16 };
enum form { WHOLE_FILE, AFTER_HEAD, PAYLOAD, DAMAGE, REPLICATION, FORMS };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct journal_head head = {
    .command = "compare",
    .scenario = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    .seed = 7};
static const char key[] = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
static const char scenario_text[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:00\"}, \"customers\": {\"c\": "
    "{\"arrivals\": {\"rate\": \"40/h\"}, \"journey\": [\"d\"], \"work\": {\"d\": {\"service\": "
    "{\"kind\": \"exponential\", \"mean\": \"3m\"}}}}}, \"stations\": {\"d\": {\"kind\": "
    "\"desk\"}}, \"staff\": {\"g\": {\"count\": 2, \"skills\": {\"d\": {}}}}, \"standards\": "
    "{\"q\": {\"at\": \"d\", \"share\": 0.8, \"within\": \"20s\"}}}";

static void demand(bool holds) {
    if (!holds) {
        abort();
    }
}

/* Replication r of the good records: so many bytes of its own. */
static size_t good_bytes(size_t r, char out[LONGEST]) {
    size_t n = r * 7 % LONGEST;
    for (size_t i = 0; i < n; i++) {
        out[i] = (char)(r * 31 + i * 5);
    }
    return n;
}

/* Writes a journal of the head, and of good records where they are asked for. */
static void journal_make(const char *file, bool with_records) {
    struct diag d = {0};
    struct journal *j = journal_open(file, &head, &d);
    char bytes[LONGEST];
    demand(j);
    for (size_t r = 0; with_records && r < REPLICATIONS; r++) {
        size_t n = good_bytes(r, bytes);
        journal_add(j, key, r, bytes, n);
    }
    demand(journal_close(j, &d));
    diag_fini(&d);
}

static size_t file_read(const char *file, uint8_t *out) {
    FILE *f = fopen(file, "rb");
    demand(f);
    size_t n = fread(out, 1, FILE_AT_MOST, f);
    fclose(f);
    return n;
}

static void file_write(const char *file, const uint8_t *bytes, size_t n) {
    FILE *f = fopen(file, "wb");
    demand(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

/* Triples of bytes: a place by two, and what is written there; the last lets the file end. */
static size_t damage(uint8_t *file, size_t n, const uint8_t *data, size_t size) {
    size_t i = 0;
    for (; i + 3 <= size; i += 3) {
        file[(data[i] * 256U + data[i + 1]) % n] = data[i + 2];
    }
    return i < size ? n - data[i] % n : n;
}

/* A record of any payload, with the checksum that it ought to have. */
static size_t record_make(uint8_t *out, const uint8_t *payload, size_t size) {
    static const char mark[] = "\x89SJR\r\n\x1a\n";
    char sum[SHA256_HEX];
    uint64_t length = size;
    sha256_hex(payload, size, sum);
    memcpy(out, mark, 8);
    memcpy(out + 8, &length, 8);
    memcpy(out + 16, payload, size);
    memcpy(out + 16 + size, sum, SHA256_HEX - 1);
    return 16 + size + SHA256_HEX - 1;
}

static void file_make(const char *file, enum form form, const uint8_t *data, size_t size) {
    uint8_t bytes[3 * FILE_AT_MOST];
    size_t n = 0;
    if (form != WHOLE_FILE) {
        journal_make(file, form == DAMAGE);
        n = file_read(file, bytes);
    }
    if (form == DAMAGE) {
        n = damage(bytes, n, data, size);
    } else if (form == PAYLOAD) {
        n += record_make(bytes + n, data, size);
    } else if (size > 0) {
        memcpy(bytes + n, data, size);
        n += size;
    }
    file_write(file, bytes, n);
}

/* Whatever is found is as it was written; of foreign payloads only that it can be read. */
static void all_find(struct journal *j, const char *variant, bool as_written) {
    char good[LONGEST];
    for (size_t r = 0; r < REPLICATIONS + 2; r++) {
        size_t length = 0;
        const char *found = journal_find(j, variant, r, &length);
        size_t n = good_bytes(r, good);
        for (size_t i = 0; found && i < length; i++) {
            demand(!as_written || (i < n && found[i] == good[i]));
        }
        demand(!found || !as_written || (length == n && r < REPLICATIONS));
    }
}

static void journal_check(enum form form, const uint8_t *data, size_t size) {
    char file[] = "/tmp/fuzz_journal_XXXXXX", other[SHA256_HEX] = {0};
    int handle = mkstemp(file);
    demand(handle >= 0 && close(handle) == 0);
    file_make(file, form, data, size);
    struct diag d = {0};
    struct journal *j = journal_open(file, &head, &d);
    demand((j == NULL) == (d.errors > 0));
    if (j) {
        if (size > 0) {
            memcpy(other, data, size < SHA256_HEX - 1 ? size : SHA256_HEX - 1);
        }
        all_find(j, key, form == DAMAGE);
        all_find(j, other, false);
        journal_add(j, key, REPLICATIONS, "new", 3);
        journal_flush(j);
        size_t length;
        const void *found = journal_find(j, key, REPLICATIONS, &length);
        demand(form != DAMAGE || !found || (length == 3 && memcmp(found, "new", 3) == 0));
        demand(journal_close(j, &d));
        /* What was damaged was said and is gone: the second time there is nothing to say. */
        struct diag again = {0};
        j = journal_open(file, &head, &again);
        demand(j || form == WHOLE_FILE);
        journal_close(j, &again);
        diag_fini(&again);
    }
    diag_fini(&d);
    remove(file);
}

static void replication_check(const uint8_t *data, size_t size) {
    struct document document = {
        .name = "s.json", .text = scenario_text, .length = sizeof scenario_text - 1};
    struct diag d = {0};
    struct scenario *s = scenario_read(&document, 1, &d);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct layout *l = layout_new(m);
    struct pool *p = pool_new(l);
    struct unit *u = unit_new(l);
    if (unit_read(u, p, data, size)) {
        pool_add_known(p, u);
    }
    unit_free(u);
    pool_free(p);
    layout_free(l);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum form form = size > 0 ? data[0] % FORMS : WHOLE_FILE;
    size_t n = size > 0 ? size - 1 : 0;
    if (n > FILE_AT_MOST / 2) {
        return 0;
    }
    if (form == REPLICATION) {
        replication_check(data + 1, n);
    } else {
        journal_check(form, data + (size > 0), n);
    }
    return 0;
}
