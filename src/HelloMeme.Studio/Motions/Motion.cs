using System.ComponentModel.DataAnnotations;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Motions;

/// <summary>A motion that one visitor edits and keeps. Its blob is the JSON of a <see cref="MotionProject"/>, as the editor sent it.</summary>
public sealed class Motion
{
    public required Guid Id { get; init; }

    [MaxLength(64)]
    public required string Owner { get; init; }

    /// <summary>The project's own.</summary>
    [MaxLength(MotionLimits.MaxNameLength)]
    public required string Name { get; set; }

    /// <summary>Grows by one with each change: its ETag.</summary>
    public required int Revision { get; set; }

    [MaxLength(64)]
    public required string BlobHash { get; set; }

    /// <summary>The picture or clip it was captured from; null for none, and once that is deleted.</summary>
    public Guid? DriverId { get; set; }

    public required double Seconds { get; set; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Changed { get; set; }
}
