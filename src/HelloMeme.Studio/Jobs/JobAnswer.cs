using System.ComponentModel.DataAnnotations;

namespace HelloMeme.Studio.Jobs;

/// <summary>A job as the API and the hub show it. Place in the queue: 1 = next. Step of Steps within the phase (Steps 0 while unknown). Doing: the phase for
/// people. SecondsLeft: of a waiting job until it is done, of a running one until its phase is. Result: the id of the meme or the analysis.</summary>
public sealed record JobAnswer(
    Guid Id, [property: AllowedValues("analysis", "render")] string Kind, [property: AllowedValues("waiting", "running", "done", "failed", "cancelled")] string State,
    int? Place, [property: AllowedValues("portrait", "motion", "preparing", "conditions", "denoising", "decoding", "rendering", "writing")] string? Phase, string? Doing, int Step, int Steps,
    double? ElapsedSeconds, double? SecondsLeft, string? ErrorCode, string? Error, Guid? Result)
{
    public static JobAnswer From(JobStatus s) => new(
        s.Id, s.Kind.ToString().ToLowerInvariant(), s.State.ToString().ToLowerInvariant(), s.Place, s.Phase, s.Doing, s.Step, s.Steps, s.ElapsedSeconds, s.SecondsLeft,
        s.ErrorCode, s.Error, s.Result);
}

/// <summary>A job with what only its owner gets: Watch is a page that shows it on any device to whoever has the link.</summary>
public sealed record OwnJobAnswer(JobAnswer Job, DateTimeOffset Created, string Watch)
{
    public static OwnJobAnswer From(Job job, JobStatus status) => new(JobAnswer.From(status), job.Created, $"/watch/{job.Token}");
}
