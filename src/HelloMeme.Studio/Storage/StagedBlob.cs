namespace HelloMeme.Studio.Storage;

/// <summary>Bytes on disk with a known hash that no record names yet. Disposing removes them unless they were saved.</summary>
public sealed class StagedBlob(string file, string hash, long size) : IDisposable
{
    public string File { get; } = file;

    public string Hash { get; } = hash;

    /// <summary>In bytes.</summary>
    public long Size { get; } = size;

    /// <summary>Does nothing when <see cref="BlobStore.SaveAsync"/> has moved the file to its place.</summary>
    public void Dispose() => System.IO.File.Delete(File);
}
