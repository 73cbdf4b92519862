/* SPDX-License-Identifier: GPL-3.0-or-later
 * SHA-256, FIPS 180-4 (2015), section 6.2: names what a result was computed from. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>

enum { SHA256_HEX = 65 };

/* The digest of the bytes as 64 lower-case hexadecimal digits and NUL. */
void sha256_hex(const void *bytes, size_t length, char out[SHA256_HEX]);

#endif
