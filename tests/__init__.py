"""Tests of the whole: the codebase's own rules, and stories in a real browser. A component's tests are in it."""
