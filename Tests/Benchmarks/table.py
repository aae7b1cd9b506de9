"""One table: what was measured, of whom, against which aim."""


class Table:
    def __init__(self):
        self.rows = []

    def add(self, measure, peers, aim=None, unit=""):
        """Adds medians by peer; `aim` is the most that Postern, the first of them, may have."""
        ours = next(iter(peers.values()))
        verdict = "" if aim is None else ("ok" if ours <= aim else "miss")
        self.rows.append((measure, unit, peers, aim, verdict))

    def text(self):
        lines = []
        for names in dict.fromkeys(tuple(row[2]) for row in self.rows):
            head = ["", *names, "aim", ""]
            body = [
                [f"{measure} ({unit})" if unit else measure]
                + [number(value) for value in peers.values()]
                + ["" if aim is None else "≤ " + number(aim), verdict]
                for measure, unit, peers, aim, verdict in self.rows
                if tuple(peers) == names
            ]
            widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
            for row in [head, *body]:
                cells = [
                    cell.ljust(width) if index == 0 or index == len(row) - 1 else cell.rjust(width)
                    for index, (cell, width) in enumerate(zip(row, widths))
                ]
                lines.append("  ".join(cells).rstrip())
            lines.append("")
        return "\n".join(lines)


def number(value):
    if value is None:
        return "–"
    if value >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"
