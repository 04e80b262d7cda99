using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Jobs;

public enum JobKind { Analysis, Render }

public enum JobState { Waiting, Running, Done, Failed, Cancelled }

/// <summary>One piece of work of one visitor, enough to start it again after a crash. A worker holds it by lease;
/// <see cref="Fence"/> grows with each lease, so that a worker that lost it can no longer write (concurrency token).</summary>
public sealed class Job
{
    public required Guid Id { get; init; }

    [MaxLength(64)]
    public required string Owner { get; init; }

    /// <summary>128 random bits in base64url: whoever has it may watch.</summary>
    [MaxLength(32)]
    public required string Token { get; init; }

    public required JobKind Kind { get; init; }

    /// <summary>Lower runs first: what somebody waits for before what decorates a page.</summary>
    public int Priority { get; init; }

    public JobState State { get; set; }

    /// <summary>What was ordered, as JSON.</summary>
    public required string Order { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Ended { get; set; }

    [MaxLength(64)]
    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>How often it was started, from 0.</summary>
    public int Attempt { get; set; }

    public long Fence { get; set; }

    [MaxLength(64)]
    public string? Phase { get; set; }

    /// <summary>Step i of <see cref="Steps"/> within the phase.</summary>
    public int Step { get; set; }

    public int Steps { get; set; }

    /// <summary>Blob from which a restart goes on (<see cref="JobCheckpoints"/>). The Draft engine writes none: it starts again, which costs seconds.</summary>
    [MaxLength(64)]
    public string? CheckpointHash { get; set; }

    [MaxLength(64)]
    public string? ErrorCode { get; set; }

    /// <summary>One sentence for the visitor.</summary>
    [MaxLength(500)]
    public string? ErrorSentence { get; set; }

    /// <summary>The meme or analysis result it made.</summary>
    public Guid? ResultId { get; set; }

    /// <summary>Keeps the networks' device busy from start to end, which does one such job of a kind at a time. (A Draft film asks it for its portrait only.)</summary>
    public bool NeedsDevice { get; init; }
}
