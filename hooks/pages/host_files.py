"""What the host is given besides pages: headers, the list of pages for search engines, and where to
report a fault."""

from __future__ import annotations

from html import escape

from dateutil.relativedelta import relativedelta

from hooks.sources.content import Content
from hooks.sources.records import Page
from hooks.sources.security_policy import POLICY, POLICY_OF_SEARCH

HEADERS = {
    "Content-Security-Policy": (
        f"{POLICY_OF_SEARCH}; frame-ancestors 'none'"
    ),  # a <meta> cannot carry frame-ancestors
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What a host must send that reads `_headers`, as Cloudflare Pages and Netlify do. GitHub Pages
sends none of them: there the policy of each page still holds, but not who may frame it
(frame-ancestors), and a drawing that is opened by itself has no policy at all. So no drawing may
hold anything that acts, whatever the host."""
SAVED = {"/whole-site.html": {"Content-Disposition": "attachment"}}
"""The copy for a home without internet has its stylesheet inside, which the policy forbids: the
host has it saved, not shown."""
SECURITY_MONTHS = 11
"""RFC 9116, 2.5.5: the expiry should be less than a year away. The site is built anew every
morning, so it never comes."""


def policy(page: Page | None) -> str:
    """The policy that a page carries; None for a page that is made from no record."""
    return POLICY_OF_SEARCH if page is not None and page.layout == "search" else POLICY


def files(content: Content) -> dict[str, str]:
    """The files by their path in the site. No time of building stands in them, only the day the
    site is built for."""
    base = content.site_url.rstrip("/")
    public = sorted(page.url for page in content.pages if page.audience != "staff")
    urls = "".join(f"<url><loc>{escape(f'{base}/{url}')}</loc></url>\n" for url in public)
    expires = content.today + relativedelta(months=SECURITY_MONTHS)
    contact = content.contact.url if content.contact else ""
    return {
        "_headers": "".join(
            f"{address}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
            for address, headers in {"/*": HEADERS, **SAVED}.items()
        ),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n",
        "sitemap.xml": (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset'
            f' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
        ),
        ".well-known/security.txt": (
            f"Contact: {base}/{contact}\nExpires: {expires.isoformat()}T00:00:00Z\n"
            f"Preferred-Languages: en\nCanonical: {base}/.well-known/security.txt\n"
        ),
    }
