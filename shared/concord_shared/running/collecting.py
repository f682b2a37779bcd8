"""Rubbish is looked for less often: what a service makes for one message is gone when it is answered."""

import gc

NEW, OLDER, OLD = 50_000, 20, 50


def collect_seldom() -> None:
    """What stands when this is called (modules, models, packs) is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, OLDER, OLD)
