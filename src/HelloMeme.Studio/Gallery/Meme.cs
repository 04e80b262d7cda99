using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Gallery;

/// <summary>Private: the owner only. Unlisted: whoever has the link.</summary>
public enum MemeVisibility { Private, Unlisted }

/// <summary>A finished film of one visitor and its files.</summary>
public sealed class Meme
{
    public required Guid Id { get; init; }

    [MaxLength(64)]
    public required string Owner { get; init; }

    /// <summary>128 random bits in base64url: the public address. A new one revokes the old.</summary>
    [MaxLength(32)]
    public required string Token { get; set; }

    public required MemeVisibility Visibility { get; set; }

    [MaxLength(200)]
    public required string Title { get; set; }

    public bool Starred { get; set; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>What it was made of, for the owner to open again; null once deleted.</summary>
    public Guid? PortraitId { get; set; }

    public Guid? DriverId { get; set; }

    /// <summary>JSON that makes the film again; names no file, place, session or portrait.</summary>
    public required string Recipe { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required double Seconds { get; init; }

    [MaxLength(64)]
    public string? Mp4Hash { get; set; }

    [MaxLength(64)]
    public string? WebPHash { get; set; }

    [MaxLength(64)]
    public string? GifHash { get; set; }

    [MaxLength(64)]
    public string? PngHash { get; set; }

    [MaxLength(64)]
    public string? PosterHash { get; set; }
}
