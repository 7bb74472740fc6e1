"""Names in a table matched with the actors of a record: the Reconciliation Service API 0.2, as OpenRefine asks it.

`/reconcile` is the service: without parameters it describes itself, with `queries` it matches, with `extend` it tells
what is known of actors. An actor's identifier is its key, which outlasts a regrouping. It is read by pages of other
origins as `isnad.web.shared` says.
"""
