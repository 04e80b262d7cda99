using Xunit.Sdk;
using Xunit.v3;

// Many a test here starts the whole program, and a browser: side by side on two cores they would only wait for each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
