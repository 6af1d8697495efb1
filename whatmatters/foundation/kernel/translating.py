"""Translation for modules that must not touch Django: rules and states.

`_` translates when called (inside a function); `lazy` when shown (in a table made at import). The names are those that
the extractor of translations looks for.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

__all__ = ["_", "lazy", "ngettext"]
