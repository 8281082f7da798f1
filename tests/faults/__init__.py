"""What is done to the program on purpose, counted: kills, power cuts, full disks, hostile texts.

The quick set runs with all tests (``test_faults``), the full one by ``python -m tests.faults
--full``, which writes docs/reliability.md. Both are the same code with other counts, and every
fault has a control: the same trial of something weaker, which has to fail.
"""
