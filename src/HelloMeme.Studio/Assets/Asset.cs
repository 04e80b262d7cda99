using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Assets;

public enum AssetKind { Picture, Clip, Sound }

/// <summary>A checked picture, clip or recording of one visitor. The original bytes are the blob; they are read here and never served.</summary>
public sealed class Asset
{
    public required Guid Id { get; init; }

    [MaxLength(64)]
    public required string Owner { get; init; }

    [MaxLength(64)]
    public required string BlobHash { get; init; }

    public required AssetKind Kind { get; init; }

    /// <summary>Lower-case name of what the bytes are, for example "jpeg" or "mp4".</summary>
    [MaxLength(32)]
    public required string Format { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Upright, in pixels; 0 of a recording.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Null for a picture.</summary>
    public double? Seconds { get; init; }

    public bool HasSound { get; init; }

    /// <summary>Of a clip: what the editor plays (<see cref="AssetCopies"/>), once somebody asked for it.</summary>
    [MaxLength(64)]
    public string? FilmHash { get; set; }

    [MaxLength(64)]
    public string? SoundHash { get; set; }

    /// <summary>The file's name as the visitor had it, shown to nobody else.</summary>
    [MaxLength(200)]
    public string? Name { get; init; }

    public required DateTimeOffset Created { get; init; }
}
