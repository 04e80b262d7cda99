using HelloMeme.Media;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Visitors;

namespace HelloMeme.Studio.Previews;

/// <summary>Pictures that pages show while somebody chooses: moving previews, drawn sample portraits, the caption font.</summary>
public static class PreviewEndpoints
{
    public static IServiceCollection AddPreviews(this IServiceCollection services) =>
        services.AddSingleton<MotionPreviews>().AddSingleton<SampleShelf>();

    public static void MapPreviews(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/previews/{id:guid}/{kind}", PreviewAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/samples/{name}.jpg", async (string name, HttpContext http, SampleShelf samples, CancellationToken token) =>
            await samples.PictureAsync(name, token) is { } jpeg ? Cached(http, "public, max-age=86400", Results.Bytes(jpeg, "image/jpeg")) : Results.NotFound()).ExcludeFromDescription();
        app.MapGet("/fonts/anton.ttf", (HttpContext http) => Cached(http, "public, max-age=604800", Results.Bytes(CaptionFont.Read(), CaptionFont.ContentType))).ExcludeFromDescription();
    }

    private static async Task<IResult> PreviewAsync(Guid id, string kind, HttpContext http, MotionPreviews previews, CancellationToken token)
    {
        if (kind is not ("moving" or "still") || await previews.FindOrNullAsync(http.User.RequiredOwner(), id, token) is not { } preview) throw AssetFaults.NotHere();
        return Cached(http, "private, no-store", Results.Bytes(kind is "moving" ? preview.Moving : preview.Still, "image/webp"));
    }

    private static IResult Cached(HttpContext http, string rule, IResult result)
    {
        http.Response.Headers.CacheControl = rule;
        return result;
    }
}
