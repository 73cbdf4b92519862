/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *open_fault(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "there is no such file";
    case EACCES:
        return "this file may not be read";
    case EISDIR:
        return "this is a folder, not a file";
    default:
        return "this file cannot be opened";
    }
}

static const char *stat_fault(const struct stat *about, size_t limit) {
    if (S_ISDIR(about->st_mode)) {
        return "this is a folder, not a file";
    }
    if (S_ISFIFO(about->st_mode)) {
        return NULL;
    }
    if (!S_ISREG(about->st_mode)) {
        return "this is neither a regular file nor a pipe";
    }
    if (about->st_size == 0) {
        return "this file is empty";
    }
    return (uintmax_t)about->st_size > limit ? "this file is too large" : NULL;
}

static char *read_all(int fd, size_t size, size_t *length, const char **why) {
    char *text = mem_new(size + 1, 1);
    *length = 0;
    while (*length < size) {
        ssize_t got = read(fd, text + *length, size - *length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            *why = "this file cannot be read to its end";
            free(text);
            return NULL;
        }
        if (got == 0) {
            break;
        }
        *length += (size_t)got;
    }
    text[*length] = '\0';
    return text;
}

/* Waits until there is something to read, or everybody who wrote has closed the pipe. */
static void pipe_wait(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    while (poll(&ready, 1, -1) < 0 && errno == EINTR) {
    }
}

/* A pipe says only at its end how much it held. One that nobody writes into is empty. */
static char *pipe_read(int fd, size_t limit, size_t *length, const char **why) {
    size_t room = 65536;
    char *text = mem_new(room + 1, 1);
    *length = 0;
    for (ssize_t got; !*why && (got = read(fd, text + *length, room - *length)) != 0;) {
        if (got > 0) {
            *length += (size_t)got;
        } else if (errno == EAGAIN) {
            pipe_wait(fd);
        } else if (errno != EINTR) {
            *why = "this pipe cannot be read to its end";
        }
        if (*length > limit) {
            *why = "this file is too large";
        } else if (*length == room) {
            room *= 2;
            text = mem_resize(text, room + 1, 1);
        }
    }
    *why = !*why && *length == 0 ? "this file is empty" : *why;
    if (*why) {
        free(text);
        return NULL;
    }
    text[*length] = '\0';
    return text;
}

char *file_load(const char *path, size_t limit, size_t *length, const char **why) {
    /* Without O_NONBLOCK opening a pipe would wait for its writer. */
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0) {
        *why = open_fault(errno);
        return NULL;
    }
    struct stat about;
    *why = fstat(fd, &about) == 0 ? stat_fault(&about, limit) : "this file cannot be read";
    char *text = *why                      ? NULL
                 : S_ISFIFO(about.st_mode) ? pipe_read(fd, limit, length, why)
                                           : read_all(fd, (size_t)about.st_size, length, why);
    close(fd);
    return text;
}

struct cut {
    struct arena *arena;
    const char *text;
    size_t length, at, line;
    size_t n_cells, capacity;
    const char **cells;
};

static bool at_line_end(const struct cut *c) {
    return c->at == c->length || c->text[c->at] == '\n' || c->text[c->at] == '\r';
}

static void cell_keep(struct cut *c, const char *cell) {
    if (c->n_cells == c->capacity) {
        c->capacity = c->capacity ? 2 * c->capacity : 256;
        c->cells = mem_resize(c->cells, c->capacity, sizeof *c->cells);
    }
    c->cells[c->n_cells++] = cell;
}

/* Offset of the quote that closes the cell whose quote is at the given place (or the end). */
static size_t quote_end(const struct cut *c, size_t at) {
    for (at++; at < c->length; at++) {
        if (c->text[at] != '"') {
            continue;
        }
        if (at + 1 == c->length || c->text[at + 1] != '"') {
            return at;
        }
        at++;
    }
    return at;
}

static void quoted_cell(struct cut *c) {
    size_t end = quote_end(c, c->at), n = 0;
    char *cell = arena_alloc(c->arena, end - c->at + 1);
    for (c->at++; c->at < end; c->at++) {
        c->line += c->text[c->at] == '\n';
        cell[n++] = c->text[c->at];
        c->at += c->text[c->at] == '"';
    }
    while (!at_line_end(c) && c->text[c->at] != ',') {
        c->at++;
    }
    cell_keep(c, cell);
}

static void plain_cell(struct cut *c) {
    size_t start = c->at;
    while (!at_line_end(c) && c->text[c->at] != ',') {
        c->at++;
    }
    size_t end = c->at;
    while (end > start && (c->text[end - 1] == ' ' || c->text[end - 1] == '\t')) {
        end--;
    }
    cell_keep(c, arena_string_n(c->arena, c->text + start, end - start));
}

/* One line's cells, appended; returns how many. */
static size_t line_cut(struct cut *c) {
    size_t before = c->n_cells;
    while (true) {
        while (c->at < c->length && (c->text[c->at] == ' ' || c->text[c->at] == '\t')) {
            c->at++;
        }
        if (c->at < c->length && c->text[c->at] == '"') {
            quoted_cell(c);
        } else {
            plain_cell(c);
        }
        if (at_line_end(c)) {
            return c->n_cells - before;
        }
        c->at++;
    }
}

static void line_end_skip(struct cut *c) {
    if (c->at < c->length && c->text[c->at] == '\r') {
        c->at++;
    }
    if (c->at < c->length && c->text[c->at] == '\n') {
        c->at++;
    }
    c->line++;
}

/* The next line that is not empty; 0 at the end. */
static size_t next_line(struct cut *c, size_t *line) {
    while (c->at < c->length && at_line_end(c)) {
        line_end_skip(c);
    }
    if (c->at == c->length) {
        return 0;
    }
    *line = c->line;
    size_t n = line_cut(c);
    line_end_skip(c);
    return n;
}

static bool rows_cut(struct cut *c, struct csv *out, struct diag *d) {
    size_t capacity = 0, n, line = 0;
    size_t *lines = NULL;
    bool ok = true;
    while ((n = next_line(c, &line)) > 0) {
        if (n != out->n_columns) {
            ok = diag_error_at(d, out->name, line, 1, "%zu cells, but the header has %zu", n,
                               out->n_columns);
            c->n_cells -= n;
            continue;
        }
        if (out->n_rows == capacity) {
            capacity = capacity ? 2 * capacity : 256;
            lines = mem_resize(lines, capacity, sizeof *lines);
        }
        lines[out->n_rows++] = line;
    }
    size_t *kept = arena_array(c->arena, out->n_rows, sizeof *kept);
    if (out->n_rows > 0) {
        memcpy(kept, lines, out->n_rows * sizeof *kept);
    }
    free(lines);
    out->line = kept;
    return ok;
}

bool csv_parse(struct arena *a, const char *name, const char *text, size_t length, struct csv *out,
               struct diag *d) {
    struct cut c = {.arena = a, .text = text, .length = length, .line = 1};
    *out = (struct csv){.name = name};
    if (memchr(text, '\0', length)) {
        return diag_error_at(d, name, 0, 0, "a NUL byte: this is no text file");
    }
    c.at = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t line;
    out->n_columns = next_line(&c, &line);
    bool ok = out->n_columns > 0 || diag_error_at(d, name, 0, 0, "no header line");
    ok = ok && rows_cut(&c, out, d);
    const char **cells = arena_array(a, c.n_cells, sizeof *cells);
    if (c.n_cells > 0) {
        memcpy(cells, c.cells, c.n_cells * sizeof *cells);
    }
    free(c.cells);
    out->header = cells;
    out->cells = cells + out->n_columns;
    return ok;
}

size_t csv_column(const struct csv *csv, const char *column) {
    for (size_t i = 0; i < csv->n_columns; i++) {
        if (strcmp(csv->header[i], column) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}
