using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Classes with a browser and a studio of their own: one after the other.</summary>
[CollectionDefinition(Tests)]
public sealed class OwnBrowser
{
    /// <summary>Name of these classes.</summary>
    public const string Tests = "own browser";
}
