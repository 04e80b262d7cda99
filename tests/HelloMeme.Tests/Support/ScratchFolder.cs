namespace HelloMeme.Tests.Support;

/// <summary>An empty folder of its own, gone when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hellomeme-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
