"""How much memory a process and all its descendants hold, from Linux' /proc."""

from pathlib import Path

PROC = Path("/proc")


def tree_bytes(pid: int) -> int:
    """Proportional bytes of the process and all its descendants; 0 for one that has ended.

    Pages that several processes share count once in all (PSS, proc(5)).
    """
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()
        children = [
            int(child)
            for task in (PROC / str(pid) / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, ValueError):
        return 0
    own = sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return own + sum(tree_bytes(child) for child in children)
