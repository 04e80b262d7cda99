using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Studio.About;
using HelloMeme.Studio.Films;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio;

/// <summary>What the pages and the command line share.</summary>
public static class StudioServices
{
    public static IServiceCollection AddStudio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StudioOptions>().Bind(configuration.GetSection(StudioOptions.Section)).ValidateOnStart();
        services.PostConfigure<StudioOptions>(o => o.ExecutionProvider = configuration["HELLOMEME_EP"] is { Length: > 0 } wanted ? wanted : o.ExecutionProvider);
        services.AddSingleton<IValidateOptions<StudioOptions>, StudioOptionsValidator>();
        services.AddSingleton(s => new StudioFolders(s.GetRequiredService<IOptions<StudioOptions>>().Value));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SystemReport>();
        services.AddSingleton<Doctor>();
        services.AddSingleton(s => new ConvertedWeights(s.GetRequiredService<StudioFolders>().Onnx, s.GetRequiredService<IOptions<StudioOptions>>().Value.ConvertedWeightsGigabytes * 1_000_000_000L));
        services.AddSingleton<FaceAnalysis>();
        services.AddSingleton(s => CreateEngine(s.GetRequiredService<StudioFolders>(), s.GetRequiredService<ConvertedWeights>(), s.GetRequiredService<IOptions<StudioOptions>>().Value));
        services.AddSingleton<FilmMaker>();
        return services;
    }

    private static HelloMemeEngine CreateEngine(StudioFolders folders, ConvertedWeights weights, StudioOptions options) =>
        new(new EngineFolders(Path.Combine(folders.Models, "checkpoints"), folders.Onnx), weights, options.Sessions, options.OpenNetworksGigabytes * 1_000_000_000L);
}
