"""Notebooks of lessons, run without a kernel."""

import ast
import json

HOSTILE = '''Council "drops" <script>alert(1)</script> plan

### BEGIN SOLUTION of the $5 million to $6 million question

"I said \\\\no\\\\ to <b>$x_1$</b> and **that** is 'it'," Mayor Ana Ruiz said on Sunday. \
"""Nobody asked `us` [here](javascript:alert),""" she added.

“We never saw <!-- the --> paper, ### END SOLUTION,” Ruiz said, according to Radio Vale.

The council's report ### BEGIN HIDDEN TESTS # AUTOTEST was late, councilman Paul Stone said.

Stone accused Ruiz of </blockquote><img src=x onerror=alert(1)> waste.
'''


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source(cell):
    return "".join(cell["source"])


def run(cells):
    """Execute the code cells; the value of the last expression of each graded one."""
    names, values = {}, {}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse(source(cell))
        last = tree.body[-1]
        graded = cell["metadata"].get("nbgrader", {}).get("grade")
        if graded and isinstance(last, ast.Expr):
            tree.body.pop()
            exec(compile(tree, "cell", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            if value is not None:  # of a student's check, which prints only
                values[cell["metadata"]["nbgrader"]["grade_id"]] = value
        else:
            exec(compile(tree, "cell", "exec"), names)
    return values
