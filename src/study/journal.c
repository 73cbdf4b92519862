/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file is a row of records: mark, length of the payload, payload, its SHA-256. The payload of
 * the first is the head, a text; of the others the variant's key, the first replication's number,
 * how many there are, and each one's length and bytes. A record is written by one call, so that it
 * is there or not; where it is damaged all the same, the next mark is looked for. */
#include "study/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha256.h"
#include "base/text.h"
#include "observe/measure.h"
#include "observe/quantity.h"

enum { MARK = 8, SIZE = 8, KEY = SHA256_HEX - 1, SUM = SHA256_HEX - 1, TOGETHER = 20 };

/* As in PNG: a byte no text has, and line ends that a careless copy would change. */
static const char mark[MARK] = "\x89SJR\r\n\x1a\n";

struct record {
    uint64_t at, length; /* of the payload in the file */
    char key[KEY + 1];
    uint64_t first, n; /* replications */
};

struct journal {
    int file;
    const char *name;
    struct arena arena;
    uint64_t end; /* of what is whole */
    struct record *records;
    size_t n, capacity;
    /* The record read last. */
    const struct record *loaded;
    char *payload;
    size_t payload_capacity;
    /* What is to be written. */
    struct text pending, out;
    char pending_key[KEY + 1];
    uint64_t pending_first, pending_n;
    int why; /* errno of a write that failed; 0: none did */
};

/* ---- numbers ---- */

static void size_add(struct text *t, uint64_t x) {
    text_add_n(t, (const char *)&x, sizeof x);
}

static uint64_t size_at(const char *bytes) {
    uint64_t x;
    memcpy(&x, bytes, sizeof x);
    return x;
}

/* ---- the head ---- */

/* The definitions that the numbers follow: whatever changes them changes this. */
static void definitions_hash(char out[SHA256_HEX]) {
    struct text t = {0};
    for (size_t i = 0; i < n_measures; i++) {
        const struct measure *m = &measures[i];
        text_printf(&t, "%s %s %s %u %d %d %d\n", m->name, m->unit, m->definition, m->rows, m->how,
                    m->numerator, m->denominator);
    }
    text_printf(&t, "%d %d %d\n", N_COUNTS, N_SUMS, N_QUANTITIES);
    sha256_hex(t.bytes, t.length, out);
    text_fini(&t);
}

/* Lines "word value"; heads are compared line by line. */
static void head_write(const struct journal_head *head, struct text *out) {
    char definitions[SHA256_HEX];
    definitions_hash(definitions);
    text_printf(out, "version %s\ndefinitions %.16s\ncommand %s\nscenario %s\nseed %llu\n",
                SOJOURN_VERSION, definitions, head->command, head->scenario,
                (unsigned long long)head->seed);
}

/* The first line of one that is not the other's, in the arena; "" when they are the same. */
static const char *head_difference(struct arena *a, const char *found, const char *wanted) {
    while (*found && *wanted) {
        size_t f = strcspn(found, "\n"), w = strcspn(wanted, "\n");
        if (f != w || memcmp(found, wanted, f) != 0) {
            return arena_format(a, "its %.*s, this run's %.*s", (int)f, found, (int)w, wanted);
        }
        found += f + (found[f] == '\n');
        wanted += w + (wanted[w] == '\n');
    }
    return *found || *wanted ? "its head has other lines" : "";
}

/* ---- reading ---- */

static bool read_at(const struct journal *j, uint64_t at, char *to, size_t n) {
    for (size_t done = 0; done < n;) {
        ssize_t got = pread(j->file, to + done, n - done, (off_t)(at + done));
        if (got <= 0) {
            return false;
        }
        done += (size_t)got;
    }
    return true;
}

static char *payload_room(struct journal *j, size_t n) {
    if (n > j->payload_capacity) {
        j->payload_capacity = n;
        j->payload = mem_resize(j->payload, n, 1);
    }
    j->loaded = NULL;
    return j->payload;
}

/* Reads the record at this place into the payload, of a file of so many bytes; its length, or
 * SIZE_MAX when there is no whole one. */
static size_t record_read(struct journal *j, uint64_t at, uint64_t file_size) {
    char head[MARK + SIZE], sum[SHA256_HEX], found[SUM];
    if (file_size - at < MARK + SIZE + SUM || !read_at(j, at, head, sizeof head) ||
        memcmp(head, mark, MARK) != 0) {
        return SIZE_MAX;
    }
    uint64_t length = size_at(head + MARK);
    if (length > file_size - at - MARK - SIZE - SUM) {
        return SIZE_MAX;
    }
    char *payload = payload_room(j, (size_t)length + 1);
    if (!read_at(j, at + MARK + SIZE, payload, (size_t)length) ||
        !read_at(j, at + MARK + SIZE + length, found, SUM)) {
        return SIZE_MAX;
    }
    payload[length] = '\0';
    sha256_hex(payload, (size_t)length, sum);
    return memcmp(sum, found, SUM) == 0 ? (size_t)length : SIZE_MAX;
}

/* Where the next mark stands, from this place on; the file's size when there is none. */
static uint64_t mark_find(const struct journal *j, uint64_t at, uint64_t file_size) {
    char window[4096];
    while (file_size - at >= MARK) {
        size_t n = file_size - at < sizeof window ? (size_t)(file_size - at) : sizeof window;
        if (!read_at(j, at, window, n)) {
            break;
        }
        for (size_t i = 0; i + MARK <= n; i++) {
            if (memcmp(window + i, mark, MARK) == 0) {
                return at + i;
            }
        }
        at += n - MARK + 1;
    }
    return file_size;
}

static void record_note(struct journal *j, uint64_t at, size_t length) {
    if (length < KEY + 2 * SIZE) {
        return;
    }
    if (j->n == j->capacity) {
        j->capacity = j->capacity ? 2 * j->capacity : 64;
        j->records = mem_resize(j->records, j->capacity, sizeof *j->records);
    }
    struct record *r = &j->records[j->n++];
    *r = (struct record){.at = at + MARK + SIZE, .length = length};
    memcpy(r->key, j->payload, KEY);
    r->first = size_at(j->payload + KEY);
    r->n = size_at(j->payload + KEY + SIZE);
}

static uint64_t record_end(uint64_t at, size_t length) {
    return at + MARK + SIZE + length + SUM;
}

/* Notes every whole record. What is damaged at the end is cut off, elsewhere passed over. */
static void records_read(struct journal *j, uint64_t file_size, struct diag *d) {
    uint64_t at = j->end, damaged = 0;
    while (at < file_size) {
        size_t length = record_read(j, at, file_size);
        if (length == SIZE_MAX) {
            uint64_t next = mark_find(j, at + 1, file_size);
            damaged += next - at;
            at = next;
            continue;
        }
        record_note(j, at, length);
        at = j->end = record_end(at, length);
    }
    if (damaged > 0) {
        diag_warning(d, NULL,
                     "%s: %llu bytes are of no whole record and were dropped; %zu record%s "
                     "whole and kept, the rest is run again",
                     j->name, (unsigned long long)damaged, j->n, j->n == 1 ? " is" : "s are");
    }
    if (j->end < file_size && ftruncate(j->file, (off_t)j->end) != 0) {
        j->why = errno;
    }
}

/* ---- writing ---- */

/* Appends a record; what was written in part is taken back. */
static void record_write(struct journal *j, const struct text *payload) {
    char sum[SHA256_HEX];
    sha256_hex(payload->bytes, payload->length, sum);
    j->out.length = 0;
    text_add_n(&j->out, mark, MARK);
    size_add(&j->out, payload->length);
    text_add_n(&j->out, payload->bytes, payload->length);
    text_add_n(&j->out, sum, SUM);
    for (size_t done = 0; done < j->out.length && !j->why;) {
        ssize_t n =
            pwrite(j->file, j->out.bytes + done, j->out.length - done, (off_t)(j->end + done));
        if (n < 0 && errno != EINTR) {
            j->why = errno;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    if (!j->why) {
        j->end += j->out.length;
    } else if (ftruncate(j->file, (off_t)j->end) != 0) {
        j->why = errno;
    }
}

void journal_flush(struct journal *j) {
    if (j->pending_n == 0) {
        return;
    }
    struct text payload = {0};
    text_add_n(&payload, j->pending_key, KEY);
    size_add(&payload, j->pending_first);
    size_add(&payload, j->pending_n);
    text_add_n(&payload, j->pending.bytes, j->pending.length);
    if (!j->why) {
        record_write(j, &payload);
    }
    text_fini(&payload);
    j->pending.length = 0;
    j->pending_n = 0;
}

void journal_add(struct journal *j, const char *variant, size_t replication, const void *bytes,
                 size_t length) {
    bool goes_on = j->pending_n > 0 && strcmp(j->pending_key, variant) == 0 &&
                   j->pending_first + j->pending_n == replication;
    if (!goes_on) {
        journal_flush(j);
        memcpy(j->pending_key, variant, KEY);
        j->pending_first = replication;
    }
    size_add(&j->pending, length);
    text_add_n(&j->pending, bytes, length);
    if (++j->pending_n == TOGETHER) {
        journal_flush(j);
    }
}

/* ---- finding ---- */

static bool record_holds(const struct record *r, const char *variant, size_t replication) {
    return r && replication >= r->first && replication - r->first < r->n &&
           memcmp(r->key, variant, KEY) == 0;
}

static const struct record *record_find(const struct journal *j, const char *variant,
                                        size_t replication) {
    for (size_t i = 0; i < j->n; i++) {
        if (record_holds(&j->records[i], variant, replication)) {
            return &j->records[i];
        }
    }
    return NULL;
}

static bool record_load(struct journal *j, const struct record *r) {
    char *payload = payload_room(j, (size_t)r->length + 1);
    if (!read_at(j, r->at, payload, (size_t)r->length)) {
        return false;
    }
    j->loaded = r;
    return true;
}

const void *journal_find(struct journal *j, const char *variant, size_t replication,
                         size_t *length) {
    if (!record_holds(j->loaded, variant, replication)) {
        const struct record *r = record_find(j, variant, replication);
        if (!r || !record_load(j, r)) {
            return NULL;
        }
    }
    const struct record *r = j->loaded;
    size_t at = KEY + 2 * SIZE;
    for (uint64_t i = r->first; at + SIZE <= r->length; i++) {
        size_t here = (size_t)size_at(j->payload + at);
        if (here > r->length - at - SIZE) {
            break;
        }
        if (i == replication) {
            *length = here;
            return j->payload + at + SIZE;
        }
        at += SIZE + here;
    }
    return NULL;
}

/* ---- opening and closing ---- */

static bool lock(const struct journal *j, struct diag *d) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(j->file, F_SETLK, &whole) == 0 || (errno != EACCES && errno != EAGAIN)) {
        return true; /* a file system without locks is no reason to refuse */
    }
    return diag_error_at(d, arena_string(&d->arena, j->name), 0, 0,
                         "another run is writing this journal; wait for it, or choose another "
                         "folder");
}

static bool head_check(struct journal *j, const struct text *wanted, uint64_t file_size,
                       struct diag *d) {
    size_t length = record_read(j, 0, file_size);
    if (length == SIZE_MAX) {
        return diag_error_at(d, arena_string(&d->arena, j->name), 0, 0,
                             "this is no journal of sojourn, or its head is damaged; --force "
                             "begins anew");
    }
    const char *other = head_difference(&j->arena, j->payload, text_string(wanted));
    j->end = record_end(0, length);
    if (!*other) {
        return true;
    }
    return diag_error_at(d, arena_string(&d->arena, j->name), 0, 0,
                         "this journal is of another run: %s; --force begins anew and forgets it, "
                         "another --out keeps both",
                         other);
}

static bool head_settle(struct journal *j, const struct journal_head *head, struct diag *d) {
    struct text wanted = {0};
    struct stat about;
    bool good = fstat(j->file, &about) == 0;
    head_write(head, &wanted);
    if (!good) {
        diag_error_at(d, arena_string(&d->arena, j->name), 0, 0, "cannot be read: %s",
                      strerror(errno));
    } else if (about.st_size == 0) {
        record_write(j, &wanted);
    } else {
        good = head_check(j, &wanted, (uint64_t)about.st_size, d);
        if (good) {
            records_read(j, (uint64_t)about.st_size, d);
        }
    }
    text_fini(&wanted);
    return good;
}

static void journal_free(struct journal *j) {
    close(j->file);
    free(j->records);
    free(j->payload);
    text_fini(&j->pending);
    text_fini(&j->out);
    arena_fini(&j->arena);
    free(j);
}

struct journal *journal_open(const char *file, const struct journal_head *head, struct diag *d) {
    struct journal *j = mem_new(1, sizeof *j);
    j->name = arena_string(&j->arena, file);
    j->file = open(file, O_RDWR | O_CREAT, 0666);
    if (j->file < 0) {
        diag_error_at(d, arena_string(&d->arena, file), 0, 0, "cannot be opened: %s",
                      strerror(errno));
        arena_fini(&j->arena);
        free(j);
        return NULL;
    }
    if (!lock(j, d) || !head_settle(j, head, d)) {
        journal_free(j);
        return NULL;
    }
    return j;
}

bool journal_close(struct journal *j, struct diag *d) {
    if (!j) {
        return true;
    }
    journal_flush(j);
    bool good = j->why == 0;
    if (!good) {
        diag_error_at(d, arena_string(&d->arena, j->name), 0, 0,
                      "not all that was run could be kept: %s", strerror(j->why));
    }
    journal_free(j);
    return good;
}
