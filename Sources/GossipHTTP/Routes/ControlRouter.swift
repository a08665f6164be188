import HTTPTypes
import Hummingbird

/// The router of the API, one for every way in.
enum ControlRouter {
    /// Makes a router of routes.
    static func make(_ routes: [Route]) -> Router<ControlContext> {
        let router = Router(context: ControlContext.self)
        router.add(middleware: Answers(routes: routes))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, _ in
                try await route.respond(to: request)
            }
        }
        return router
    }

    /// Makes refusals answers, and gives all answers the headers that they have in common.
    private struct Answers: RouterMiddleware {
        let routes: [Route]

        @concurrent func handle(
            _ request: Request,
            context: ControlContext,
            next: @concurrent (Request, ControlContext) async throws -> Response
        ) async throws -> Response {
            var response: Response
            do {
                response = try await next(request, context)
            } catch let problem as Problem {
                response = problem.response
            } catch let error as HTTPError where error.status == .notFound {
                response = lost(request).response
            }
            response.headers[.xContentTypeOptions] = "nosniff"
            response.headers[.cacheControl] = "no-store"
            return response
        }

        /// The refusal of a path or method that no route has.
        private func lost(_ request: Request) -> Problem {
            let methods = routes.filter { $0.path == request.uri.path }.map(\.method)
            guard methods.isEmpty else {
                let known = methods.map(\.rawValue).joined(separator: " and ")
                var problem = Problem(.wrongMethod, "this path answers to \(known) only.")
                problem.methods = methods
                return problem
            }
            let paths = Set(routes.map(\.path)).sorted().joined(separator: ", ")
            return Problem(.noSuchPath, "there is no such path. There are \(paths).")
        }
    }
}
