using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Classes with a browser and a studio of their own: one after the other, with nothing beside them.</summary>
[CollectionDefinition(Tests, DisableParallelization = true)]
public sealed class OwnBrowser
{
    /// <summary>Name of these classes.</summary>
    public const string Tests = "own browser";
}
