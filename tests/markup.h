/* A reader of the HTML that tools/page writes, stricter than a browser: it knows which
 * ends may be left out, and finds fault with the rest. */
#ifndef TESTS_MARKUP_H
#define TESTS_MARKUP_H

/* What stands in a page. */
struct markup {
    const char *fault;   /* where it is not well formed, an id comes twice or a
                            reference leads nowhere, from there on; null: nowhere */
    int element_count;   /* start tags */
    int script_count;    /* of them, <script> */
    int isolated_count;  /* <bdi> */
    int title_count;     /* <title> */
    int reference_count; /* to ids: href="#...", aria-labelledby, -describedby */
};

/* Reads a page, whose scripts and styles are passed over. */
void markup_read(const char *page, struct markup *out);

#endif
