"""What a request asks of the record."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.requests import Request

from isnad.store.record import Record
from isnad.web.authors import AUTHOR, kept_author
from isnad.web.entrance import account_of
from isnad.web.glance import Glances
from isnad.web.manner import Manner
from isnad.web.page_answers import manner_of
from isnad.web.parameters import Params
from isnad.web.settings import WebSettings
from isnad.web.views import Asked


class Asking:
    """Requests, made into what pages read.

    Args:
        record: Which they ask.
        settings: Limits.
    """

    def __init__(self, record: Record, settings: WebSettings) -> None:
        self._told = record, settings
        self._glances = Glances()

    def of(self, request: Request, params: Params, form: str) -> Asked:
        """What somebody asks.

        Args:
            request: By which.
            params: The fields of its address.
            form: In which it is answered; see `Asked`.
        """
        record, settings = self._told
        account = account_of(request)
        return Asked(
            record,
            self._glances.now(),
            params,
            manner_of(request),
            settings,
            form=form,
            author=account.name if account else kept_author(request.cookies.get(AUTHOR)),
            account=account,
            base=str(request.base_url).rstrip("/"),
        )

    def of_nobody(self) -> Asked:
        """What nobody in particular asks, to be counted ahead."""
        record, settings = self._told
        return Asked(record, self._glances.now(), Params((), QueryParams(), strict=False), Manner(), settings)
