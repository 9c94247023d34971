#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"
#include "tools/document/words.h"

enum {
    LINE_WIDTH = 130, /* characters of the summary's lines */
    LABEL_WIDTH = 26,
    ASKED_WIDTH = 28,
    NUMBER_WIDTH = 13,
    VERDICT_WIDTH = 14,
    PARAGRAPH_WIDTH = 84
};
enum { LABEL, ASKED, RESULT, NOISE, P_MET, VERDICT, MEANING, HEADLINE_COLUMNS };

/* A number as it stands in words: "95.1 %", "£2,985,413", "3.1 s", "±0.1", "12". */
struct said {
    bool is_number;
    double value; /* of the unit that is said */
    int decimals;
    bool is_share, is_pounds, is_million;
    char unit[16]; /* behind it, "" for none */
};

static const char *skip(const char *text, const char *word)
{
    const size_t length = strlen(word);
    return strncmp(text, word, length) == 0 ? text + length : text;
}

/* Digits with thousands apart; gives what stands behind them. */
static const char *read_digits(const char *text, struct said *out)
{
    char digits[32];
    size_t length = 0;
    int decimals = -1;
    for (; isdigit((unsigned char) *text) || *text == ',' || *text == '.'; text++) {
        if (*text == ',')
            continue;
        if (length == sizeof digits - 1 || (*text == '.' && decimals >= 0))
            return text;
        decimals += *text == '.' ? 1 : decimals >= 0;
        digits[length++] = *text;
    }
    digits[length] = '\0';
    out->is_number = length > 0 && isdigit((unsigned char) digits[0]);
    out->decimals = decimals > 0 ? decimals : 0;
    out->value = out->is_number ? strtod(digits, NULL) : 0.0;
    return text;
}

static struct said read_said(const char *words)
{
    struct said said = { 0 };
    const char *at = skip(words, "±");
    const bool is_negative = *at == '-';
    at += *at == '-' || *at == '+';
    said.is_pounds = skip(at, "£") != at;
    at = read_digits(skip(at, "£"), &said);
    at = skip(at, " ");
    said.is_share = *at == '%';
    said.is_million = strcmp(at, "million") == 0;
    const size_t length = strlen(at);
    said.is_number = said.is_number && length < sizeof said.unit
                     && strspn(at, "abcdefghijklmnopqrstuvwxyz%") == length;
    if (said.is_number)
        memcpy(said.unit, at, length + 1);
    said.value = is_negative ? -said.value : said.value;
    return said;
}

/* The format in which a number reads as its words do. */
static void said_format(const struct said *said, const char *before,
                        char out[BOOK_FORMAT])
{
    const struct book_shape shape = { said->is_share    ? DOCUMENT_SHARE
                                      : said->is_pounds ? DOCUMENT_POUNDS
                                                        : DOCUMENT_NUMBER,
                                      said->decimals, false, NULL };
    char number[BOOK_FORMAT];
    book_number_format(&shape, number);
    number[strcspn(number, ";")] = '\0';
    const bool is_unit = !said->is_share && *said->unit != '\0';
    snprintf(out, BOOK_FORMAT, "%s%.*s%s%s%s%s", before, BOOK_FORMAT / 2, number,
             said->is_million ? ",," : "", is_unit ? "\" " : "",
             is_unit ? said->unit : "", is_unit ? "\"" : "");
}

/* Longer times are said in minutes; the number is of seconds. */
static bool is_time(const char *words)
{
    return strstr(words, " min") != NULL || strstr(words, " h ") != NULL;
}

static void put_result(struct book *book, const struct book_sheet *sheet,
                       const struct document_headline *headline)
{
    const unsigned look = BOOK_BODY | BOOK_BOLD | BOOK_RIGHT;
    const char *const words = headline->words == NULL ? "" : headline->words;
    const struct said said = read_said(words);
    char format[BOOK_FORMAT];
    if (said.is_number && isfinite(headline->value)) {
        const bool is_points = strcmp(said.unit, "points") == 0;
        said_format(&said, "", format);
        book_put_number(book, sheet, sheet->row, RESULT,
                        is_points ? 100.0 * headline->value : headline->value, format,
                        look);
    } else if (isfinite(headline->value) && is_time(words)) {
        snprintf(format, sizeof format, "%s", "#,##0\" s\"");
        book_put_number(book, sheet, sheet->row, RESULT, headline->value, format, look);
    } else
        book_put(book, sheet, sheet->row, RESULT, words, look | BOOK_WRAP);
}

static void put_noise(struct book *book, const struct book_sheet *sheet,
                      const char *noise)
{
    const struct said said = read_said(noise == NULL ? "" : noise);
    char format[BOOK_FORMAT];
    if (said.is_number && !said.is_million) {
        said_format(&said, "\"±\"", format);
        book_put_number(book, sheet, sheet->row, NOISE,
                        said.is_share ? said.value / 100.0 : said.value, format,
                        BOOK_BODY);
    } else
        book_put(book, sheet, sheet->row, NOISE, noise, BOOK_BODY | BOOK_RIGHT);
}

static void put_p_met(struct book *book, const struct book_sheet *sheet, double p_met)
{
    const bool is_near = p_met > 0.99 && p_met < 1.0;
    if (isfinite(p_met))
        book_put_number(book, sheet, sheet->row, P_MET, p_met,
                        is_near ? "0.0 %" : "0 %", BOOK_BODY);
    else
        book_put(book, sheet, sheet->row, P_MET, "", BOOK_BODY);
}

static void set_height(struct book *book, const struct book_sheet *sheet,
                       const struct document_headline *headline, const char *meaning)
{
    const int counts[] = {
        book_line_count(sheet, LABEL, headline->label == NULL ? "" : headline->label),
        book_line_count(sheet, ASKED, headline->asked == NULL ? "" : headline->asked),
        book_line_count(sheet, MEANING, meaning),
    };
    int most = 1;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        most = counts[i] > most ? counts[i] : most;
    book_row_height(book, sheet, sheet->row, most);
}

static void put_headline(struct book *book, struct book_sheet *sheet,
                         const struct document_headline *headline)
{
    const char *const symbol = document_verdict_symbol(headline->verdict);
    const char *const words =
        headline->verdict_words == NULL ? "" : headline->verdict_words;
    char *const verdict =
        sim_mem_print("%s%s%s", symbol, *symbol == '\0' ? "" : " ", words);
    const char *const also = headline->also == NULL ? "" : headline->also;
    const char *const says = headline->paragraph == NULL ? "" : headline->paragraph;
    char *const meaning = *also == '\0'   ? sim_mem_text(says)
                          : *says == '\0' ? sim_mem_text(also)
                                          : sim_mem_print("%s\n%s", says, also);
    const unsigned look = BOOK_BODY | BOOK_WRAP;
    set_height(book, sheet, headline, meaning);
    book_put(book, sheet, sheet->row, LABEL, headline->label, look | BOOK_BOLD);
    book_put(book, sheet, sheet->row, ASKED, headline->asked, look | BOOK_INDENT);
    put_result(book, sheet, headline);
    put_noise(book, sheet, headline->noise);
    put_p_met(book, sheet, headline->p_met);
    book_put(book, sheet, sheet->row, VERDICT, verdict, look | BOOK_INDENT);
    book_put(book, sheet, sheet->row, MEANING, meaning, look | BOOK_INDENT);
    sheet->row++;
    free(verdict);
    free(meaning);
}

/* Colour follows the words, so that a pasted table keeps both. */
static void colour_verdicts(struct book *book, const struct book_sheet *sheet,
                            int first)
{
    static const struct {
        enum document_verdict verdict;
        unsigned look;
    } order[] = { { DOCUMENT_NOT_MET, BOOK_NOT_MET },
                  { DOCUMENT_UNDECIDED, BOOK_UNDECIDED },
                  { DOCUMENT_MET, BOOK_MET } };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        char *const words = sim_mem_text(document_verdict_words(order[i].verdict));
        lxw_conditional_format format = {
            .type = LXW_CONDITIONAL_TYPE_TEXT,
            .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING,
            .value_string = words,
            .format = book_look(book, "", order[i].look),
            .stop_if_true = LXW_TRUE,
        };
        book_keep(book, worksheet_conditional_format_range(
                            sheet->worksheet, (lxw_row_t) first, VERDICT,
                            (lxw_row_t) sheet->row - 1, VERDICT, &format));
        free(words);
    }
}

static void put_headlines(struct book *book, struct book_sheet *sheet)
{
    static const char *const headings[HEADLINE_COLUMNS] = {
        "figure", "asked for", "result", "± noise", "P(met)", "verdict", "what it means"
    };
    static const bool right[HEADLINE_COLUMNS] = {
        [RESULT] = true, [NOISE] = true, [P_MET] = true
    };
    const struct document *const document = book->document;
    if (document->headline_count == 0)
        return;
    sheet->row++;
    book_heading_row(book, sheet, sheet->row++, headings, right, HEADLINE_COLUMNS);
    const int first = sheet->row;
    for (int i = 0; i < document->headline_count; i++)
        put_headline(book, sheet, &document->headlines[i]);
    colour_verdicts(book, sheet, first);
}

static void put_facts(struct book *book, struct book_sheet *sheet)
{
    const struct document *const document = book->document;
    if (document->fact_count == 0)
        return;
    sheet->row++;
    book_put(book, sheet, sheet->row++, 0, "To run it again", BOOK_SUBTITLE);
    for (int i = 0; i < document->fact_count; i++) {
        book_put(book, sheet, sheet->row, 0, document->facts[i].name, BOOK_FAINT);
        book_put(book, sheet, sheet->row++, 1, document->facts[i].words, BOOK_INDENT);
    }
}

/* "internal:'A''s sheet'!A1" */
static char *link_to(const char *name)
{
    char *const link = sim_mem_array(2 * strlen(name) + sizeof "internal:''!A1", 1);
    char *to = stpcpy(link, "internal:'");
    for (; *name != '\0'; name++) {
        *to++ = *name;
        if (*name == '\'')
            *to++ = '\'';
    }
    stpcpy(to, "'!A1");
    return link;
}

static void put_contents(struct book *book, struct book_sheet *sheet)
{
    sheet->row++;
    book_put(book, sheet, sheet->row++, 0, "Sheets", BOOK_SUBTITLE);
    for (size_t i = 1; i < book->sheet_count; i++) {
        const char *const name = book->sheets[i]->name;
        char *const link = link_to(name);
        book_keep(book, worksheet_write_url_opt(
                            sheet->worksheet, (lxw_row_t) sheet->row++, 0, link,
                            book_look(book, "", BOOK_LINK), name, NULL));
        free(link);
    }
}

void book_summary(struct book *book, struct book_sheet *summary)
{
    static const int widths[HEADLINE_COLUMNS] = { LABEL_WIDTH,    ASKED_WIDTH,
                                                  NUMBER_WIDTH,   NUMBER_WIDTH,
                                                  NUMBER_WIDTH,   VERDICT_WIDTH,
                                                  PARAGRAPH_WIDTH };
    if (summary->worksheet == NULL)
        return;
    for (int i = 0; i < HEADLINE_COLUMNS; i++)
        book_widen(summary, i, widths[i]);
    if (book->document->kind != NULL)
        book_put(book, summary, summary->row++, 0, book->document->kind, BOOK_FAINT);
    book_put_lines(book, summary, book->document->summary, LINE_WIDTH, 0);
    put_headlines(book, summary);
    put_facts(book, summary);
    put_contents(book, summary);
}
