namespace HelloMeme.Studio.Webcam;

/// <summary>The live webcam: a visitor's face drives a portrait in the page.</summary>
public static class WebcamServices
{
    public static IServiceCollection AddWebcam(this IServiceCollection services)
    {
        services.AddSingleton<WebcamRoom>();
        services.AddSignalR().AddHubOptions<WebcamHub>(o => o.MaximumReceiveMessageSize = WebcamHub.MostBytes);
        return services;
    }

    public static void MapWebcam(this IEndpointRouteBuilder app) => app.MapHub<WebcamHub>(WebcamHub.Path).RequireAuthorization();
}
