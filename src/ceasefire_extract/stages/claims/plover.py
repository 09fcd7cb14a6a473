"""What act of PLOVER (manual 0.8) a claim is; the table is `patterns/codebooks/plover.yaml`."""

from __future__ import annotations

from ...models import Claim, Plover
from ...rules.codes import CodeTable
from ...rules.forms import Codebook


class PloverCoder:
    """Codes claims by the table `plover`."""

    def __init__(self, book: Codebook) -> None:
        self._table = CodeTable(book)

    def code(self, claim: Claim) -> tuple[Plover | None, str]:
        """The claim's act and "", or None and why it has none.

        Who acts are the claim's actors and whom it is done to its targets; of a request or an allegation it is the one who is cited, and the claim's
        actors are whom it is addressed to. Where several do a thing with each other, all are actors and nobody is a recipient.
        """
        gives, why = self._table.find(claim)
        if gives is None:
            return None, why
        actors, recipients, mode = list(claim.actors), list(claim.targets), gives.get("mode")
        if gives.get("by") == "source":
            recipients = actors or recipients
            cited = claim.source.party if claim.source else None
            actors = [cited] if cited else []
            recipients = [party for party in recipients if party != cited]
        if mode == "by-number":
            mode = "third-party" if claim.mediators else "multilateral" if len(actors) > 2 else None
            actors += [party for party in claim.mediators if party not in actors]
        return Plover(event=gives["act"], mode=mode, actors=actors, recipients=recipients), ""
