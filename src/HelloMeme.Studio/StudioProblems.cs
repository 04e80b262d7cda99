using System.Text.Json;
using HelloMeme.Media;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace HelloMeme.Studio;

/// <summary>Faults as problem+json: "detail" is the sentence, "code" its stable name.</summary>
public static class StudioProblems
{
    private const string FullQueueSeconds = "10"; // about what a film takes

    /// <summary>Requests that cannot be read are faults like others, in every environment.</summary>
    public static IServiceCollection AddStudioProblems(this IServiceCollection services) =>
        services.AddProblemDetails().AddExceptionHandler<FaultAnswers>().Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);

    /// <summary>Faults under /api become problem+json; elsewhere they become pages.</summary>
    public static void UseStudioProblems(this WebApplication app)
    {
        app.UseWhen(c => IsApi(c.Request), api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(c => !IsApi(c.Request), pages =>
        {
            if (!app.Environment.IsDevelopment()) pages.UseExceptionHandler("/not-found", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found");
        });
    }

    public static async Task AnswerAsync(this HttpContext context, int status, string code, string sentence, params (string Name, object Value)[] more)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests && context.Response.Headers.RetryAfter.Count == 0) context.Response.Headers.RetryAfter = FullQueueSeconds;
        var problem = new ProblemDetails { Status = status, Detail = sentence, Extensions = { ["code"] = code } };
        foreach (var (name, value) in more) problem.Extensions[name] = value;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api");

    private static int StatusOf(string code) => code switch
    {
        "not-here" => StatusCodes.Status404NotFound,
        "wrong-offset" or "asset-gone" or "render-too-long" => StatusCodes.Status409Conflict,
        "stale" => StatusCodes.Status412PreconditionFailed,
        "revision-missing" => StatusCodes.Status428PreconditionRequired,
        "too-many-waiting" => StatusCodes.Status429TooManyRequests,
        "too-large" or "shelf-full" or "too-many-motions" => StatusCodes.Status413PayloadTooLarge,
        "not-an-image" or "not-a-video" or "not-a-sound" or "wrong-type" or "heic-off" => StatusCodes.Status415UnsupportedMediaType,
        "ffmpeg-missing" or "weights-missing" or "tokenizer-missing" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private sealed class FaultAnswers(StudioFolders folders) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token)
        {
            switch (exception)
            {
                case UserFaultException fault:
                    await context.AnswerAsync(StatusOf(fault.Code), fault.Code, folders.Told(fault).Message);
                    return true;
                case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                    await context.AnswerAsync(StatusCodes.Status413PayloadTooLarge, "too-large", "More bytes came than were announced: start this upload again.");
                    return true;
                case BadHttpRequestException request:
                    var part = request.InnerException is JsonException { Path: { Length: > 2 } path } ? $"'{path[2..]}' in this request" : "this request";
                    await context.AnswerAsync(request.StatusCode, "bad-request", $"The studio did not understand {part}: send the fields and types that its address takes, as /openapi/v1.json lists them.");
                    return true;
                default:
                    return false;
            }
        }
    }
}
