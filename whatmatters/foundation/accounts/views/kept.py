"""What I had typed when I was signed out, given back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from whatmatters.foundation.kernel.clock import now

from ..queries.kept_text import list_kept_text
from ..services.kept_text import forget_kept_text


@require_safe
def kept_text(request: Any) -> HttpResponse:
    """Everything that is kept, each with a button that sends it again as it was."""
    return render(request, "accounts/kept_text.html", {"kept": list_kept_text(request.account.id, at=now())})


@require_POST
def forget(request: Any, kept_id: UUID) -> HttpResponse:
    """Throw one away."""
    forget_kept_text(kept_id=kept_id, account_id=request.account.id)
    return redirect("accounts:arrive")
