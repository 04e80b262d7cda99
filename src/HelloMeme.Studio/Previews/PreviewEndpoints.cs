using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Visitors;
using Microsoft.Net.Http.Headers;

namespace HelloMeme.Studio.Previews;

/// <summary>Pictures that pages show while somebody chooses: moving previews, drawn sample portraits, the caption font.</summary>
public static class PreviewEndpoints
{
    public static IServiceCollection AddPreviews(this IServiceCollection services) =>
        services.AddSingleton<MotionPreviews>().AddSingleton<SampleShelf>();

    public static void MapPreviews(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/previews/{id:guid}/{kind}", PreviewAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/api/portraits/{id:guid}/live", LiveAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/live/rig.json", (HttpContext http) => Cached(http, "public, no-cache", Results.Bytes(LiveRig.Json, "application/json", entityTag: EngineTag("rig")))).ExcludeFromDescription();
        app.MapGet("/samples/{name}.jpg", async (string name, HttpContext http, SampleShelf samples, CancellationToken token) =>
            await samples.PictureAsync(name, token) is { } jpeg ? Cached(http, "public, max-age=86400", Results.Bytes(jpeg, "image/jpeg")) : Results.NotFound()).ExcludeFromDescription();
        app.MapGet("/fonts/anton.ttf", (HttpContext http) => Cached(http, "public, max-age=604800", Results.Bytes(CaptionFont.Read(), CaptionFont.ContentType))).ExcludeFromDescription();
    }

    private static async Task<IResult> PreviewAsync(Guid id, string kind, HttpContext http, MotionPreviews previews, CancellationToken token)
    {
        if (kind is not ("moving" or "still") || await previews.FindOrNullAsync(http.User.RequiredOwner(), id, token) is not { } preview) throw AssetFaults.NotHere();
        return Cached(http, "private, no-store", Results.Bytes(kind is "moving" ? preview.Moving : preview.Still, "image/webp"));
    }

    /// <summary>Where the live face of an order is: the square tile, or the film's shape.</summary>
    public static string LiveAddress(RenderOrder order, bool tile)
    {
        var query = QueryString.Empty;
        if (order.Face is { } face) query = query.Add("face", face.ToString(CultureInfo.InvariantCulture));
        if (order.Framing is { } framing) query = query.Add("framing", framing.ToString());
        if (!tile) query = query.Add("shape", order.Shape.ToString());
        return $"/api/portraits/{order.Portrait}/live{query}";
    }

    /// <summary>A portrait for the live face: its own bytes never change, so the browser keeps them and only asks whether it still may.</summary>
    private static async Task<IResult> LiveAsync(Guid id, string? framing, int? face, FilmShape? shape, HttpContext http, AssetStore assets, MotionPreviews previews, CancellationToken token)
    {
        var owner = http.User.RequiredOwner();
        await assets.FindAsync(owner, id, token);
        var part = Framing.Parse(framing);
        var tag = EngineTag($"{id:N}-{part}-{face}-{shape}");
        http.Response.Headers.CacheControl = "private, no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Bytes(await previews.PackAsync(owner, id, part, face, shape, token), "application/octet-stream", entityTag: tag);
    }

    /// <summary>Another build of the engine makes other bytes.</summary>
    private static EntityTagHeaderValue EngineTag(string of) => new($"\"{of}-{typeof(LivePortrait).Module.ModuleVersionId:N}\"");

    private static IResult Cached(HttpContext http, string rule, IResult result)
    {
        http.Response.Headers.CacheControl = rule;
        return result;
    }
}
