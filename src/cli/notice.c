/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/notice.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/wrap.h"
#include "report/report.h"

size_t notice_width(void) {
    struct winsize size;
    if (!isatty(STDERR_FILENO))
        return SIZE_MAX;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col < REPORT_WIDTH ? size.ws_col : REPORT_WIDTH;
    return REPORT_WIDTH;
}

void notice_print(const char *line) {
    enum { INDENT = 4 };
    struct text shown = {0}, whole = {0};
    size_t width = notice_width();
    text_add(&whole, line);
    /* Keys and words of files are quoted: what a terminal would obey is not sent to it. */
    for (size_t k = 0; k < whole.length; k++)
        if (byte_is_control(whole.bytes[k]))
            whole.bytes[k] = '?';
    if (width == SIZE_MAX)
        text_add(&shown, text_string(&whole));
    else
        text_wrap_whole(&shown, text_string(&whole), INDENT, width);
    fprintf(stderr, "%s\n", text_string(&shown));
    text_fini(&whole);
    text_fini(&shown);
}

void notice(const char *format, ...) {
    va_list args;
    struct text line = {0};
    va_start(args, format);
    text_vprintf(&line, format, args);
    va_end(args);
    notice_print(text_string(&line));
    text_fini(&line);
}
