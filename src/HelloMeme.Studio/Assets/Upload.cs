using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Assets;

/// <summary>A file on its way in. What has arrived lies in uploads/ID.part and its length is the offset; once checked it is an asset.</summary>
public sealed class Upload
{
    public required Guid Id { get; init; }

    [MaxLength(64)]
    public required string Owner { get; init; }

    [MaxLength(200)]
    public string? Name { get; init; }

    /// <summary>Announced size in bytes.</summary>
    public required long Size { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Set when finished, so that a visitor who lost the answer can still ask.</summary>
    public Guid? AssetId { get; set; }
}
