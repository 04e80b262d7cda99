using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelloMeme.Studio.Jobs;

/// <summary>Order films and analyses, look how they get on, cancel. Another visitor's job does not exist.</summary>
public static class JobEndpoints
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobStore>().AddSingleton<JobCheckpoints>().AddSingleton<JobFeed>().AddSingleton<RunningJobs>().AddSingleton<JobQueue>().AddSingleton<IdleWork>().AddSingleton<JobOrders>().AddSingleton<EngineOrders>().AddSingleton<EngineDesk>().AddSingleton<AnalysisStore>().AddSingleton<AnalysisDesk>();
        services.AddSingleton<IJobRunner, RenderRunner>().AddSingleton<IJobRunner, AnalysisRunner>().AddHostedService<JobWorker>();
        services.AddSignalR().AddMessagePackProtocol();
        return services;
    }

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapHub<RenderHub>(RenderHub.Path).RequireAuthorization();
        app.MapPost("/api/renders", RenderAsync).RequireAuthorization().RequireRateLimiting(VisitorRates.Renders).WithTags("Jobs").WithName("orderFilm").WithSummary("Order a film");
        app.MapPost("/api/renders/estimate", EstimateAsync).RequireAuthorization().RequireRateLimiting(VisitorRates.Renders).WithTags("Jobs").WithName("estimateFilm").WithSummary("What a film of the HelloMeme engine would take");

        var analyses = app.MapGroup("/api/analyses").RequireAuthorization().WithTags("Analyses");
        analyses.MapPost("", AnalyzeAsync).RequireRateLimiting(VisitorRates.Renders).WithName("orderAnalysis").WithSummary("Find the faces of a picture, or the motion of a clip");
        analyses.MapGet("{id:guid}", async (Guid id, HttpContext http, AnalysisStore store, CancellationToken token) =>
            TypedResults.Bytes(await store.ReadAsync(http.User.RequiredOwner(), id, token), "application/json")).Produces<AnalysisAnswer>().WithName("getAnalysis").WithSummary("What was found: the result of an analysis job");

        var jobs = app.MapGroup("/api/jobs").RequireAuthorization().WithTags("Jobs");
        jobs.MapGet("", ListAsync).WithName("listJobs").WithSummary("Your last hundred jobs, newest first");
        jobs.MapGet("{id:guid}", async (Guid id, HttpContext http, JobStore store, JobFeed feed, CancellationToken token) =>
            await AnswerAsync(await store.FindAsync(http.User.RequiredOwner(), id, token), store, feed, token)).WithName("getJob").WithSummary("How a job gets on");
        jobs.MapDelete("{id:guid}", async (Guid id, HttpContext http, JobQueue queue, JobStore store, JobFeed feed, CancellationToken token) =>
            await AnswerAsync(await queue.CancelAsync(http.User.RequiredOwner(), id, token), store, feed, token)).WithName("cancelJob").WithSummary("Cancel a job; one that is over stays as it is");
        jobs.MapGet("{id:guid}/preview", PreviewAsync).Produces<Stream>(contentType: "image/jpeg").Produces(StatusCodes.Status204NoContent).WithName("getJobPreview")
            .WithSummary("The newest picture of a running film; nothing before the first frame and after the last");
    }

    private static async Task<Created<OwnJobAnswer>> RenderAsync(RenderOrder order, HttpContext http, JobOrders orders, JobStore jobs, CancellationToken token) =>
        await CreatedAsync(await orders.RenderAsync(http.User.RequiredOwner(), order, token), jobs, token);

    private static async Task<EstimateAnswer> EstimateAsync(RenderOrder order, HttpContext http, JobOrders orders, CancellationToken token) =>
        EstimateAnswer.From(await orders.EstimateAsync(http.User.RequiredOwner(), order, token));

    private static async Task<Created<OwnJobAnswer>> AnalyzeAsync(AnalysisOrder order, HttpContext http, JobOrders orders, JobStore jobs, CancellationToken token) =>
        await CreatedAsync(await orders.AnalyzeAsync(http.User.RequiredOwner(), order, token), jobs, token);

    private static async Task<Created<OwnJobAnswer>> CreatedAsync(Job job, JobStore jobs, CancellationToken token) =>
        TypedResults.Created($"/api/jobs/{job.Id}", OwnJobAnswer.From(job, await jobs.StatusAsync(job, token)));

    private static async Task<OwnJobAnswer[]> ListAsync(HttpContext http, JobStore jobs, JobFeed feed, CancellationToken token)
    {
        var answers = new List<OwnJobAnswer>();
        foreach (var job in await jobs.ListAsync(http.User.RequiredOwner(), token)) answers.Add(await AnswerAsync(job, jobs, feed, token));
        return [.. answers];
    }

    private static async Task<IResult> PreviewAsync(Guid id, HttpContext http, JobStore jobs, JobFeed feed, CancellationToken token)
    {
        var job = await jobs.FindAsync(http.User.RequiredOwner(), id, token);
        http.Response.Headers.CacheControl = "no-store";
        return feed.Latest(job.Id)?.Preview is { } preview ? Results.Bytes(preview.Jpeg, "image/jpeg") : Results.NoContent();
    }

    private static async Task<OwnJobAnswer> AnswerAsync(Job job, JobStore jobs, JobFeed feed, CancellationToken token) => OwnJobAnswer.From(
        job, job.State is JobState.Running && feed.Latest(job.Id) is { Status.State: JobState.Running } live ? live.Status : await jobs.StatusAsync(job, token));
}
