using HelloMeme.Studio.Visitors;

namespace HelloMeme.Studio.Jobs;

/// <summary>A job as the API shows it. State: waiting, running, done, failed, cancelled. Place: 1 = next. Times in seconds. Result: the id of the meme or the analysis.</summary>
public sealed record JobAnswer(
    Guid Id, string Kind, string State, int? Place, string? Phase, string? Doing, int Step, int Steps, double? ElapsedSeconds, double? SecondsLeft,
    string? ErrorCode, string? Error, Guid? Result)
{
    public static JobAnswer From(JobStatus s) => new(
        s.Id, s.Kind.ToString().ToLowerInvariant(), s.State.ToString().ToLowerInvariant(), s.Place, s.Phase, s.Doing, s.Step, s.Steps, s.ElapsedSeconds, s.SecondsLeft,
        s.ErrorCode, s.Error, s.Result);
}

/// <summary>A job with what only its owner gets: Watch is a page that shows it on any device to whoever has the link.</summary>
public sealed record OwnJobAnswer(JobAnswer Job, DateTimeOffset Created, string Watch);

/// <summary>Order films and analyses, look how they get on, cancel. Another visitor's job does not exist.</summary>
public static class JobEndpoints
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobStore>().AddSingleton<JobFeed>().AddSingleton<RunningJobs>().AddSingleton<JobQueue>().AddSingleton<IdleWork>().AddSingleton<JobOrders>().AddSingleton<AnalysisStore>().AddSingleton<AnalysisDesk>();
        services.AddSingleton<IJobRunner, RenderRunner>().AddSingleton<IJobRunner, AnalysisRunner>().AddHostedService<JobWorker>();
        services.AddSignalR().AddMessagePackProtocol();
        return services;
    }

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapHub<RenderHub>(RenderHub.Path).RequireAuthorization();
        app.MapPost("/api/renders", async (RenderOrder order, HttpContext http, JobOrders orders, JobStore jobs, CancellationToken token) =>
            await CreatedAsync(await orders.RenderAsync(http.User.RequiredOwner(), order, token), jobs, token)).RequireAuthorization().RequireRateLimiting(VisitorRates.Renders).WithTags("Jobs");
        app.MapPost("/api/analyses", async (AnalysisOrder order, HttpContext http, JobOrders orders, JobStore jobs, CancellationToken token) =>
            await CreatedAsync(await orders.AnalyzeAsync(http.User.RequiredOwner(), order, token), jobs, token)).RequireAuthorization().RequireRateLimiting(VisitorRates.Renders).WithTags("Jobs");
        app.MapGet("/api/analyses/{id:guid}", async (Guid id, HttpContext http, AnalysisStore analyses, CancellationToken token) =>
            Results.Bytes(await analyses.ReadAsync(http.User.RequiredOwner(), id, token), "application/json")).RequireAuthorization().WithTags("Jobs");

        var routes = app.MapGroup("/api/jobs").RequireAuthorization().WithTags("Jobs");
        routes.MapGet("", ListAsync);
        routes.MapGet("{id:guid}", async (Guid id, HttpContext http, JobStore jobs, JobFeed feed, CancellationToken token) =>
            await AnswerAsync(await jobs.FindAsync(http.User.RequiredOwner(), id, token), jobs, feed, token));
        routes.MapDelete("{id:guid}", async (Guid id, HttpContext http, JobQueue queue, JobStore jobs, JobFeed feed, CancellationToken token) =>
            await AnswerAsync(await queue.CancelAsync(http.User.RequiredOwner(), id, token), jobs, feed, token));
        routes.MapGet("{id:guid}/preview", PreviewAsync);
    }

    private static async Task<IResult> CreatedAsync(Job job, JobStore jobs, CancellationToken token) =>
        Results.Created($"/api/jobs/{job.Id}", Answer(job, await jobs.StatusAsync(job, token)));

    private static async Task<OwnJobAnswer[]> ListAsync(HttpContext http, JobStore jobs, JobFeed feed, CancellationToken token)
    {
        var answers = new List<OwnJobAnswer>();
        foreach (var job in await jobs.ListAsync(http.User.RequiredOwner(), token)) answers.Add(await AnswerAsync(job, jobs, feed, token));
        return [.. answers];
    }

    // The newest JPEG of a running job; nothing before the first frame, and nothing once the film is there.
    private static async Task<IResult> PreviewAsync(Guid id, HttpContext http, JobStore jobs, JobFeed feed, CancellationToken token)
    {
        var job = await jobs.FindAsync(http.User.RequiredOwner(), id, token);
        http.Response.Headers.CacheControl = "no-store";
        return feed.Latest(job.Id)?.Preview is { } preview ? Results.Bytes(preview.Jpeg, "image/jpeg") : Results.NoContent();
    }

    private static async Task<OwnJobAnswer> AnswerAsync(Job job, JobStore jobs, JobFeed feed, CancellationToken token) =>
        Answer(job, job.State is JobState.Running && feed.Latest(job.Id) is { Status.State: JobState.Running } live ? live.Status : await jobs.StatusAsync(job, token));

    private static OwnJobAnswer Answer(Job job, JobStatus status) => new(JobAnswer.From(status), job.Created, $"/watch/{job.Token}");
}
