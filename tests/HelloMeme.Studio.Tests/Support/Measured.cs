using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Classes that tell how quick something is, or act before a camera that waits for nobody: after all others, with nothing beside them.</summary>
[CollectionDefinition(Tests, DisableParallelization = true)]
public sealed class Measured : ICollectionFixture<StudioServer>, ICollectionFixture<ChromiumBrowser>
{
    /// <summary>Name of these classes.</summary>
    public const string Tests = "measured";
}
