"""The float solver that suggests bases: it is silent from the beginning."""

from __future__ import annotations

import highspy

from exact.linear import suggesting


def test_a_solver_is_silent_before_it_makes_its_callbacks(monkeypatch, capfd):
    heard, made = [], highspy.Highs.enableCallbacks

    def listening(solver):
        heard.append(solver.getOptionValue("output_flag")[1])
        return made(solver)

    monkeypatch.setattr(highspy.Highs, "enableCallbacks", listening)
    suggesting._silent_highs.cache_clear()
    solver = suggesting.float_solver()
    solver.run()
    assert heard
    assert not any(heard)
    assert capfd.readouterr().out == ""
