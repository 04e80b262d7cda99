namespace HelloMeme.Studio.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hellomeme-").FullName;

    /// <summary>Every file below, relative, sorted.</summary>
    public IReadOnlyList<string> Files(string under = "")
    {
        var folder = System.IO.Path.Combine(Path, under);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => System.IO.Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
