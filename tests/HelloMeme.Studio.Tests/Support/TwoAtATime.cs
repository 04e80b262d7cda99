using Xunit.Sdk;
using Xunit.v3;

// Many a test here starts the whole program, and waits for it more than it computes. Those with a browser want the machine for themselves: their collections run alone, after the others.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
