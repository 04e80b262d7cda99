using System.Text.Json.Serialization;
using HelloMeme.Studio.Api;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelloMeme.Studio.Assets;

/// <summary>Announces a file: its size in bytes, its type ("image/jpeg") and, if you like, its name.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UploadRequest
{
    public required long Size { get; init; }

    public required string? Type { get; init; }

    public string? Name { get; init; }
}

/// <summary>Offset: how many bytes have arrived. Asset: set once all have and were accepted.</summary>
public sealed record UploadAnswer(Guid Id, long Offset, long Size, AssetAnswer? Asset)
{
    public static UploadAnswer From(UploadProgress p) => new(p.Id, p.Offset, p.Size, p.Asset is { } asset ? AssetAnswer.From(asset) : null);
}

/// <summary>Upload by slices: announce, PUT raw bytes at the offset you are told, until the answer holds the asset.</summary>
public static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/uploads").RequireAuthorization().WithTags("Uploads");
        routes.MapPost("", StartAsync).RequireRateLimiting(VisitorRates.Uploads).WithName("startUpload").WithSummary("Announce a file");
        routes.MapPut("{id:guid}", AppendAsync).Produces<UploadAnswer>().Produces<Problem>(StatusCodes.Status409Conflict, ApiFaults.ProblemJson).WithName("sendSlice")
            .WithSummary("Send bytes from the offset on; the answer to the last ones holds the asset")
            .AddOpenApiOperationTransformer((operation, _, _) => Task.FromResult(operation.RequestBody = ApiBodies.Raw()));
        routes.MapGet("{id:guid}", async (Guid id, HttpContext http, UploadStore uploads, CancellationToken token) =>
            UploadAnswer.From(await uploads.FindAsync(http.User.RequiredOwner(), id, token))).WithName("getUpload").WithSummary("Ask where to go on after a cut");
        routes.MapDelete("{id:guid}", DeleteAsync).WithName("cancelUpload").WithSummary("Forget what has arrived; the asset of a finished upload stays");
    }

    private static async Task<Created<UploadAnswer>> StartAsync(UploadRequest request, HttpContext http, UploadStore uploads, CancellationToken token)
    {
        var upload = await uploads.StartAsync(http.User.RequiredOwner(), request.Name, request.Size, request.Type, token);
        return TypedResults.Created($"/api/uploads/{upload.Id}", UploadAnswer.From(upload));
    }

    private static async Task AppendAsync(Guid id, long offset, HttpContext http, UploadStore uploads, CancellationToken token)
    {
        var owner = http.User.RequiredOwner();
        var before = await uploads.FindAsync(owner, id, token);
        // Never more than was announced: the server stops reading there.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Math.Max(0, before.Size - offset);
        try
        {
            var after = await uploads.AppendAsync(owner, id, offset, http.Request.BodyReader, token);
            await http.Response.WriteAsJsonAsync(UploadAnswer.From(after), token);
        }
        catch (WrongOffsetException wrong)
        {
            await http.AnswerAsync(StatusCodes.Status409Conflict, "wrong-offset", $"This upload goes on at byte {wrong.Offset}: send from there.", ("offset", wrong.Offset));
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            await http.AnswerAsync(StatusCodes.Status409Conflict, "newer-request", "A newer request goes on with this upload: ask it for the offset.");
        }
    }

    private static async Task<NoContent> DeleteAsync(Guid id, HttpContext http, UploadStore uploads, CancellationToken token)
    {
        await uploads.DeleteAsync(http.User.RequiredOwner(), id, token);
        return TypedResults.NoContent();
    }
}
