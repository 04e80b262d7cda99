using HelloMeme.Studio.Tests.Support;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
[assembly: TestCollectionOrderer<LongestFirst>]

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Many a test here starts the whole program or a browser and waits for it more than it computes: two collections run at a time, and the long ones begin, so that none is left alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [SharedStudio.Tests, CapturedMotion.Tests, OwnBrowser.Tests];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.IndexOf(Long, collection.TestCollectionDisplayName) is >= 0 and var place ? place : Long.Length)];
}
