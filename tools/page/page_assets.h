/* What the program carries for its pages, made when it is built (assets.sh). */
#ifndef TOOLS_PAGE_ASSETS_H
#define TOOLS_PAGE_ASSETS_H

extern const char page_asset_style[];  /* CSS */
extern const char page_asset_script[]; /* "" where it was built without npm */
extern const char page_asset_hash[];   /* of the script, "sha256-..."; "" without */

#endif
