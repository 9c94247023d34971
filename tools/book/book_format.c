#include <stdio.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"

/* Colours keep apart for people who tell no red from green. */
enum {
    INK = 0x1f3864,
    WHITE = 0xffffff,
    RULE = 0xd0d7e2,
    YELLOW = 0xfff2cc,
    BLUE = 0xd6e8f7,
    ORANGE = 0xfbdcc4,
    GREY = 0xe7e6e6,
    GREY_INK = 0x595959,
    LINK_INK = 0x0b5394,
    TITLE_SIZE = 16,
    SUBTITLE_SIZE = 12
};

static void fill(lxw_format *format, unsigned look)
{
    static const struct {
        unsigned bit;
        lxw_color_t color;
    } fills[] = { { BOOK_HEADING, INK },
                  { BOOK_MARKED, YELLOW },
                  { BOOK_MET, BLUE },
                  { BOOK_NOT_MET, ORANGE },
                  { BOOK_UNDECIDED, GREY } };
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++)
        if (look & fills[i].bit)
            format_set_bg_color(format, fills[i].color);
}

static void letters(lxw_format *format, unsigned look)
{
    if (look
        & (BOOK_BOLD | BOOK_HEADING | BOOK_TITLE | BOOK_SUBTITLE | BOOK_MARKED
           | BOOK_NOT_MET))
        format_set_bold(format);
    if (look & BOOK_TITLE)
        format_set_font_size(format, TITLE_SIZE);
    if (look & BOOK_SUBTITLE)
        format_set_font_size(format, SUBTITLE_SIZE);
    if (look & (BOOK_TITLE | BOOK_SUBTITLE))
        format_set_font_color(format, INK);
    if (look & BOOK_HEADING)
        format_set_font_color(format, WHITE);
    if (look & BOOK_FAINT)
        format_set_font_color(format, GREY_INK);
    if (look & BOOK_MONO)
        format_set_font_name(format, "Consolas");
    if (look & BOOK_LINK) {
        format_set_font_color(format, LINK_INK);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
}

static void place(lxw_format *format, unsigned look)
{
    if (look & (BOOK_WRAP | BOOK_HEADING))
        format_set_text_wrap(format);
    if (look & BOOK_INDENT)
        format_set_indent(format, 1);
    if (look & BOOK_RIGHT)
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (look & BOOK_HEADING)
        format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    else if (look & BOOK_BODY)
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (look & BOOK_BODY) {
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, RULE);
    }
}

lxw_format *book_look(struct book *book, const char *number, unsigned look)
{
    for (size_t i = 0; i < book->format_count; i++) {
        const struct book_format *const known = &book->formats[i];
        if (known->look == look && strcmp(known->number, number) == 0)
            return known->format;
    }
    book->formats = sim_mem_grow(book->formats, &book->format_capacity,
                                 book->format_count + 1, sizeof *book->formats);
    struct book_format *const new = &book->formats[book->format_count++];
    snprintf(new->number, sizeof new->number, "%s", number);
    new->look = look;
    new->format = workbook_add_format(book->workbook);
    if (*number != '\0')
        format_set_num_format(new->format, new->number);
    fill(new->format, look);
    letters(new->format, look);
    place(new->format, look);
    return new->format;
}

void book_number_format(const struct book_shape *shape, char out[BOOK_FORMAT])
{
    static const char noughts[] = ".000000";
    const int most = (int) sizeof noughts - 2;
    const int decimals = shape->decimals < most ? shape->decimals : most;
    const bool is_share = shape->unit == DOCUMENT_SHARE;
    char number[24], quoted[10] = ""; /* three of each fit */
    snprintf(number, sizeof number, "%s%s%.*s%s",
             shape->unit == DOCUMENT_POUNDS ? "[$£-809]" : "", is_share ? "0" : "#,##0",
             decimals == 0 ? 0 : decimals + 1, noughts, is_share ? " %" : "");
    if (shape->before != NULL && *shape->before != '\0')
        snprintf(quoted, sizeof quoted, "\"%s\"", shape->before);
    if (shape->is_signed || *quoted != '\0' || shape->unit == DOCUMENT_POUNDS)
        snprintf(out, BOOK_FORMAT, "%s%s%s;%s-%s;%s%s", quoted,
                 shape->is_signed ? "+" : "", number, quoted, number, quoted, number);
    else
        snprintf(out, BOOK_FORMAT, "%s", number);
}

double book_number(enum document_unit unit, double value)
{
    return unit == DOCUMENT_POINTS ? 100.0 * value : value;
}
