#include "cli/console.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/output.h"
#include "report/screen.h"

#include "base/banned.h"

static void send_line(mln_buf *line)
{
    mln_buf shown = {0};
    mln_screen_add(&shown, mln_buf_get_str(line));
    mln_buf_add_char(&shown, '\n');
    /* Nowhere is left to complain to when this fails. */
    (void)!mln_output_send(STDERR_FILENO, shown.data, shown.len);
    mln_buf_release(&shown);
}

static void add_formatted(mln_buf *line, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        return;
    mln_buf_reserve(line, (size_t)len + 1);
    (void)vsnprintf(line->data + line->len, (size_t)len + 1, format, args);
    line->len += (size_t)len;
}

void mln_console_error(const char *format, ...)
{
    mln_buf line = {0};
    mln_buf_add_text(&line, "merlon: error: ");
    va_list args;
    va_start(args, format);
    add_formatted(&line, format, args);
    va_end(args);
    send_line(&line);
    mln_buf_release(&line);
}

void mln_console_note(const char *format, ...)
{
    mln_buf line = {0};
    mln_buf_add_text(&line, "merlon: ");
    va_list args;
    va_start(args, format);
    add_formatted(&line, format, args);
    va_end(args);
    send_line(&line);
    mln_buf_release(&line);
}

void mln_console_diags(const mln_diags *diags, mln_diag_level level)
{
    static const char *const names[] = {"note", "warning", "error"};
    mln_buf line = {0};
    for (uint32_t i = 0; i < diags->list.len; i++) {
        const mln_diag *diag = &diags->list.data[i];
        if (diag->level < level)
            continue;
        mln_buf_clear(&line);
        if (diag->file.len > 0) {
            mln_buf_add_str(&line, diag->file);
            if (diag->line > 0)
                mln_buf_addf(&line, ":%u", diag->line);
            if (diag->line > 0 && diag->column > 0)
                mln_buf_addf(&line, ":%u", diag->column);
        } else {
            mln_buf_add_text(&line, "merlon");
        }
        mln_buf_addf(&line, ": %s: ", names[diag->level]);
        mln_buf_add_str(&line, diag->text);
        send_line(&line);
    }
    mln_buf_release(&line);
}

int mln_console_print(const mln_buf *text)
{
    int error = mln_output_send(STDOUT_FILENO, text->data, text->len);
    if (error == 0)
        return MLN_EXIT_CLEAN;
    mln_console_error("standard output cannot be written: %s", mln_output_get_reason(error));
    return MLN_EXIT_ERROR;
}

bool mln_console_has_colour(const char *when, int fd)
{
    if (strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(fd) && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

uint32_t mln_console_get_width(int fd)
{
    struct winsize size;
    if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

struct mln_progress {
    atomic_flag busy;
    double start;
    double last;
    bool shown;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

mln_progress *mln_progress_new(bool wanted)
{
    if (!wanted || !isatty(STDERR_FILENO))
        return NULL;
    mln_progress *progress = mln_mem_new(1, sizeof *progress);
    atomic_flag_clear(&progress->busy);
    progress->start = now();
    return progress;
}

void mln_progress_show(void *context, uint32_t done, uint32_t total)
{
    mln_progress *progress = context;
    /* A thread that finds another one showing has nothing to add. */
    if (progress == NULL || atomic_flag_test_and_set(&progress->busy))
        return;
    double time = now();
    if (time - progress->start > 1.0 && time - progress->last > 0.1) {
        mln_buf line = {0};
        mln_buf_addf(&line, "\r\033[Kscanning: %u of %u files", done, total);
        (void)!mln_output_send(STDERR_FILENO, line.data, line.len);
        mln_buf_release(&line);
        progress->last = time;
        progress->shown = true;
    }
    atomic_flag_clear(&progress->busy);
}

void mln_progress_free(mln_progress *progress)
{
    if (progress != NULL && progress->shown)
        (void)!mln_output_send(STDERR_FILENO, "\r\033[K", 4);
    mln_mem_free(progress);
}
