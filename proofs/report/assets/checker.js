"use strict";
// A second, smaller checker, for the statements whose evidence is a few multiplications: solutions and Farkas vectors of
// linear systems, and determinants, also of the matrix of a projection cone. It reads the certificate as data; integers are BigInt, so nothing is rounded.
(() => {
  class Refused extends Error {}
  const require = (condition, why) => {
    if (!condition) throw new Refused(why);
  };

  // JSON whose integers are strings: JavaScript's own numbers would be rounded beyond 2^53.
  const parse = (text) => JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:[.eE][-+.\deE]*)?/g, (m) => (m[0] === '"' ? m : `"${m}"`)));

  function fraction(value) {
    require(typeof value === "string" && /^-?\d+(\/\d+)?$/.test(value), `${value} is not an exact number`);
    const [above, below = "1"] = value.split("/").map(BigInt);
    require(BigInt(below) !== 0n, "a number with denominator 0");
    return { n: above, d: BigInt(below) };
  }
  const zero = { n: 0n, d: 1n };
  const plus = (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
  const times = (a, b) => ({ n: a.n * b.n, d: a.d * b.d });
  const minus = (a, b) => plus(a, { n: -b.n, d: b.d });
  const sign = (a) => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0); // denominators are positive
  const bound = (value) => (value === null ? null : fraction(value));

  function system(about) {
    const size = about.variables.length;
    require(about.lower.length === size && about.upper.length === size, "a bound for each variable was expected");
    const rows = about.rows.map((row) => {
      require(row.sense === "<=" || row.sense === "=", "an unknown sense");
      const coefficients = new Map();
      for (const [place, value] of row.coefficients) {
        const at = Number(place);
        require(Number.isInteger(at) && at >= 0 && at < size && !coefficients.has(at), "an index is wrong");
        coefficients.set(at, fraction(value));
      }
      return { coefficients, equal: row.sense === "=", bound: fraction(row.bound) };
    });
    return { size, rows, lower: about.lower.map(bound), upper: about.upper.map(bound) };
  }

  function solved({ size, rows, lower, upper }, values) {
    require(values.length === size, "a value for each variable was expected");
    const point = values.map(fraction);
    point.forEach((value, i) => {
      require(lower[i] === null || sign(minus(value, lower[i])) >= 0, "a value is below its bound");
      require(upper[i] === null || sign(minus(value, upper[i])) <= 0, "a value is above its bound");
    });
    for (const row of rows) {
      let left = zero;
      for (const [i, value] of row.coefficients) left = plus(left, times(value, point[i]));
      const excess = sign(minus(left, row.bound));
      require(row.equal ? excess === 0 : excess <= 0, "a row is not satisfied");
    }
  }

  function contradicted({ size, rows, lower, upper }, values) {
    require(values.length === rows.length, "a multiplier for each row was expected");
    const sum = Array(size).fill(zero);
    let total = zero;
    rows.forEach((row, k) => {
      const multiplier = fraction(values[k]);
      require(row.equal || sign(multiplier) >= 0, "a multiplier of an inequality is negative");
      total = plus(total, times(multiplier, row.bound));
      for (const [i, value] of row.coefficients) sum[i] = plus(sum[i], times(multiplier, value));
    });
    let least = zero;
    sum.forEach((value, i) => {
      if (sign(value) === 0) return;
      const end = sign(value) > 0 ? lower[i] : upper[i];
      require(end !== null, "a variable that has no bound is left over");
      least = plus(least, times(value, end));
    });
    require(sign(minus(least, total)) > 0, "the multipliers prove no contradiction");
  }

  function feasible({ about, holds, evidence }) {
    const given = system(about.system);
    require(evidence.form === (holds ? "point" : "farkas"), "evidence of an unknown form");
    if (holds) solved(given, evidence.values);
    else contradicted(given, evidence.multipliers);
    return holds ? "the solution satisfies every row and every bound" : "the combined rows contradict each other";
  }

  // The determinant of a square matrix of BigInt, by fraction-free elimination (Bareiss).
  function determinant(rows) {
    let turned = 1n;
    let previous = 1n;
    for (let k = 0; k < rows.length; k++) {
      const pivot = rows.findIndex((row, r) => r >= k && row[k] !== 0n);
      if (pivot < 0) return 0n;
      if (pivot !== k) {
        [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
        turned = -turned;
      }
      for (let r = k + 1; r < rows.length; r++)
        for (let c = k + 1; c < rows.length; c++)
          rows[r][c] = (rows[r][c] * rows[k][k] - rows[r][k] * rows[k][c]) / previous;
      previous = rows[k][k];
    }
    return turned * previous;
  }

  const key = (name) => JSON.stringify(name);

  function places(names) {
    const found = new Map(names.map((name, place) => [key(name), place]));
    require(found.size === names.length, "a name occurs twice");
    return found;
  }

  function showsDeterminant(entry, rows, columns, { form, rows: r, columns: c, determinant: value }) {
    require(form === "submatrix" && r.length === c.length, "a square submatrix was expected");
    require(places(r).size === r.length && places(c).size === c.length, "a line is named twice");
    require(r.every((name) => rows.has(key(name))) && c.every((name) => columns.has(key(name))), "a line is not in the matrix");
    const found = determinant(r.map((row) => c.map((column) => entry(row, column))));
    require(found === BigInt(value) && (found > 1n || found < -1n), `the submatrix has determinant ${found}`);
    return `the submatrix has determinant ${found}`;
  }

  function notUnimodular({ about: { matrix }, evidence }) {
    const rows = places(matrix.rows);
    const columns = places(matrix.columns);
    const entries = new Map();
    for (const [r, c, value] of matrix.entries) {
      require(!entries.has(`${r} ${c}`), "an entry is given twice");
      entries.set(`${r} ${c}`, BigInt(value));
    }
    const entry = (row, column) => entries.get(`${rows.get(key(row))} ${columns.get(key(column))}`) ?? 0n;
    return showsDeterminant(entry, rows, columns, evidence);
  }

  // The sets of an implementation structure, single cells included, as lists of cells in the order of the cells.
  function constraintSets(sets, cells) {
    const order = places(cells);
    const seen = new Set();
    const found = new Set(cells.map((cell) => key([cell])));
    for (const members of sets) {
      require(members.length > 0 && members.every((cell) => order.has(key(cell))), "a constraint set is empty or has a strange cell");
      const inside = places(members);
      const sorted = key(cells.filter((cell) => inside.has(key(cell))));
      require(!seen.has(sorted), "a constraint set is listed twice");
      seen.add(sorted);
      found.add(sorted);
    }
    return found;
  }

  // M(W) = [-B' C' -C'; 0 I 0; 0 0 I], LY (10): rows (x, cell, profile), columns (f, cell, type), and as both the signs
  // (g, set, profile) and (h, set, profile).
  function notPreserving({ about: { structure }, evidence }) {
    const { agents, objects = null, sets, types } = structure;
    const agent = places(agents);
    require(agents.every((name) => typeof name === "string" && Object.hasOwn(types, name)), "an agent has no types");
    require(Object.keys(types).length === agents.length, "types are given for other than the agents");
    const own = agents.map((name) => places(types[name]));
    if (objects !== null) places(objects);
    const cells = agents.flatMap((name) => (objects === null ? [[name]] : objects.map((thing) => [name, thing])));
    const known = places(cells);
    const listed = constraintSets(sets, cells);
    const isProfile = (at) => Array.isArray(at) && at.length === own.length && at.every((type, i) => own[i].has(key(type)));
    const isSign = ([which, part, at]) => (which === "g" || which === "h") && listed.has(key(part)) && isProfile(at);
    const isRow = (name) => (name[0] === "x" && known.has(key(name[1])) && isProfile(name[2])) || isSign(name);
    const isTyped = ([which, cell, type]) => which === "f" && known.has(key(cell)) && own[agent.get(key(cell[0]))].has(key(type));
    const lines = (accepts) => ({ has: (text) => ((name) => Array.isArray(name) && name.length === 3 && accepts(name))(JSON.parse(text)) });
    const entry = (row, column) => {
      if (row[0] !== "x") return key(row) === key(column) ? 1n : 0n;
      const [, cell, at] = row;
      const [which, part, when] = column;
      if (which === "f") return key(cell) === key(part) && key(at[agent.get(key(cell[0]))]) === key(when) ? -1n : 0n;
      const meets = key(at) === key(when) && part.some((member) => key(member) === key(cell));
      return meets ? (which === "g" ? 1n : -1n) : 0n;
    };
    return showsDeterminant(entry, lines(isRow), lines((name) => isTyped(name) || isSign(name)), evidence);
  }

  const CHECKS = {
    "feasible yes": feasible,
    "feasible no": feasible,
    "totally unimodular no": notUnimodular,
    "preserves total unimodularity no": notPreserving,
  };

  const handlerOf = ({ kind, holds }) => CHECKS[`${kind} ${holds === true ? "yes" : holds === false ? "no" : ""}`];

  function check(statement) {
    const handler = handlerOf(statement);
    if (!handler) return ["", `not checked here (${statement.kind}): use checker.py`];
    try {
      return ["yes", `verified: ${handler(statement)}`];
    } catch (error) {
      return ["no", `refused: ${error.message}`];
    }
  }

  function report(text, place) {
    const list = document.createElement("ol");
    for (const statement of parse(text).statements) {
      const [answer, words] = check(statement);
      const item = document.createElement("li");
      item.className = answer;
      item.textContent = words;
      list.append(item);
    }
    place.replaceChildren(list);
  }

  // The button shows where it can do something.
  for (const button of document.querySelectorAll("button.check")) {
    const section = button.closest("section");
    const text = section.querySelector("pre.certificate");
    button.hidden = !parse(text.textContent).statements.some(handlerOf);
    button.addEventListener("click", () => report(text.textContent, section.querySelector(".checked")));
  }
})();
