"""How many cores this process may use: by its affinity, and by the quota of its control group (containers)."""

from __future__ import annotations

import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")


def cores(cgroup: Path = _CGROUP) -> int:
    """At least one. A quota of 1.5 cores counts as two workers, which share it."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _quota(cgroup)
    return max(1, min(usable, quota) if quota else usable)


def _quota(cgroup: Path) -> int | None:
    try:
        if (cgroup / "cpu.max").exists():  # version 2
            most, period = (cgroup / "cpu.max").read_text().split()
        else:
            most = (cgroup / "cpu/cpu.cfs_quota_us").read_text()
            period = (cgroup / "cpu/cpu.cfs_period_us").read_text()
        return -(-int(most) // int(period)) if int(most) > 0 else None
    except (OSError, ValueError):  # no such group, or "max"
        return None
