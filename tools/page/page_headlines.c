#include <math.h>

#include "tools/document/words.h"
#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"

static const double PER_CENT = 100.0;

static const char *verdict_class(enum document_verdict verdict)
{
    static const char *const classes[DOCUMENT_VERDICTS] = {
        [DOCUMENT_NO_VERDICT] = "none",
        [DOCUMENT_MET] = "met",
        [DOCUMENT_NOT_MET] = "missed",
        [DOCUMENT_UNDECIDED] = "undecided",
    };
    return classes[verdict];
}

/* A figure as the JSON has it, so that the two can be held against each other. */
static void exact(const char *name, double value, FILE *to)
{
    if (isfinite(value))
        fprintf(to, " data-%s=\"%.17g\"", name, value);
}

static void line(const char *class, const char *words, FILE *to)
{
    if (page_is_empty(words))
        return;
    fprintf(to, "<p class=\"%s\" dir=\"auto\">", class);
    page_text(words, to);
    fputs("</p>\n", to);
}

static void figure(const struct document_headline *headline, FILE *to)
{
    fputs("<p class=\"figure\">", to);
    page_text_apart(headline->words, to);
    if (!page_is_empty(headline->noise)) {
        fputs(" <small>", to);
        page_text_apart(headline->noise, to);
        fputs("</small>", to);
    }
    fputs("</p>\n", to);
}

static void verdict(const struct document_headline *headline, FILE *to)
{
    if (headline->verdict == DOCUMENT_NO_VERDICT)
        return;
    fputs("<p class=\"verdict\"><span class=\"symbol\" aria-hidden=\"true\">", to);
    fputs(document_verdict_symbol(headline->verdict), to);
    fputs("</span> ", to);
    page_text_apart(page_is_empty(headline->verdict_words)
                        ? document_verdict_words(headline->verdict)
                        : headline->verdict_words,
                    to);
    fputs("</p>\n", to);
}

/* Only a share of nothing or of all is said as 0 or 100 %. */
static void chance(double p_met, FILE *to)
{
    if (!isfinite(p_met))
        return;
    const double read = PER_CENT * p_met;
    fputs("<p class=\"chance\">Share of simulated periods that meet it, P(met): <b>",
          to);
    if (read > 0.0 && read < 0.5)
        fputs("under 1&nbsp;%", to);
    else if (read >= 99.5 && read < PER_CENT)
        fputs("over 99&nbsp;%", to);
    else
        fprintf(to, "%.0f&nbsp;%%", read);
    fputs("</b></p>\n", to);
}

static void card(const struct page *page, int index)
{
    const struct document_headline *const headline = &page->document->headlines[index];
    FILE *const to = page->to;
    fprintf(to, "<article class=\"card %s\" data-path=\"",
            verdict_class(headline->verdict));
    page_text(headline->path, to);
    fputs("\"", to);
    exact("value", headline->value, to);
    exact("p-met", headline->p_met, to);
    fputs(">\n<h3 dir=\"auto\">", to);
    page_text(headline->label, to);
    fputs("</h3>\n", to);
    line("asked", headline->asked, to);
    figure(headline, to);
    verdict(headline, to);
    line("also", headline->also, to);
    chance(headline->p_met, to);
    line("meaning", headline->paragraph, to);
    char place[32];
    snprintf(place, sizeof place, "headline-%d", index + 1);
    page_term_tip(page, headline->term, place, true);
    fputs("</article>\n", to);
}

void page_headlines(const struct page *page)
{
    if (page->document->headline_count == 0)
        return;
    fputs("<section aria-labelledby=\"page-headlines\">\n"
          "<h2 id=\"page-headlines\">Headlines</h2>\n<div class=\"cards\">\n",
          page->to);
    for (int i = 0; i < page->document->headline_count; i++)
        card(page, i);
    fputs("</div>\n</section>\n", page->to);
}
