"""The Content Security Policies that pages carry: what a page may load, run and send, and nothing
else."""

from __future__ import annotations

import re

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The Content Security Policy of every page: nothing inline, no other host, no frame, worker,
plug-in, sound or film, nothing asked by a script, and no words made into HTML by one. `form-action`
is the search form's, which stands on every page.

What remains: "self" is every file of the site. A policy cannot name a folder of its own host
without naming the host, and the site must also work on a computer at home and below a path. A
digest of each script would be narrower, but older browsers ask for digests of inline scripts alone
and would run none of ours. So it is the build that lets no script in but ours
(hooks/words/markup.yml)."""
POLICY_OF_SEARCH = f"{POLICY}; connect-src 'self'"
"""The policy of the search page, whose script asks for its documents."""
POLICY_OF_ONE_FILE = re.compile(
    r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]+=*'; form-action 'none'; base-uri 'none'"
)
"""The policy of the copy that opens from a disk: its own stylesheet, known by its digest, and
nothing else."""
