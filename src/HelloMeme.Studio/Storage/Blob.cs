using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Storage;

/// <summary>One file of the <see cref="BlobStore"/>: lower-case hex SHA-256, bytes, and how many records name it.</summary>
public sealed class Blob
{
    [MaxLength(64)]
    public required string Hash { get; init; }

    public required long Size { get; init; }

    public required int ReferenceCount { get; init; }
}
