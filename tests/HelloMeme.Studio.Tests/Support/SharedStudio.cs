using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>One studio and one browser for all classes that neither stop the studio nor count what lies in its folders: each test comes as a visitor of its own.</summary>
[CollectionDefinition(Tests)]
public sealed class SharedStudio : ICollectionFixture<StudioServer>, ICollectionFixture<ChromiumBrowser>
{
    /// <summary>Name of the classes that share them.</summary>
    public const string Tests = "shared studio";
}
