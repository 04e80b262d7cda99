using Xunit;

// Each test here starts the whole program, and many a browser: side by side on two cores they would only wait for each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, DisableTestParallelization = true)]
