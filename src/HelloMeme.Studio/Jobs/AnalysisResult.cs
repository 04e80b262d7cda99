using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Jobs;

/// <summary>What an analysis found in one asset, kept so that the same question is answered once.</summary>
public sealed class AnalysisResult
{
    public required Guid Id { get; init; }

    [MaxLength(64)]
    public required string Owner { get; init; }

    public required Guid AssetId { get; init; }

    /// <summary>What makes two analyses of one asset differ: face, trim, engine version.</summary>
    [MaxLength(200)]
    public required string Settings { get; init; }

    /// <summary>JSON bytes.</summary>
    [MaxLength(64)]
    public required string BlobHash { get; init; }

    public required DateTimeOffset Created { get; init; }
}
